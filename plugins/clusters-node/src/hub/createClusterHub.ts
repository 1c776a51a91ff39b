import type { ClusterClients } from '../clients/ClusterClients';
import type { ClusterFeed } from '../ClusterFeed';
import type { ClustersService } from '../ClustersService';
import type { LiveReaders } from '../live/LiveReader';
import { ClusterHub, ClusterHubOptions } from './ClusterHub';
import { DefaultClusterClients } from './DefaultClusterClients';
import { DefaultClusterFeed } from './DefaultClusterFeed';
import { DefaultClustersService } from './DefaultClustersService';
import { DefaultLiveReaders } from './DefaultLiveReaders';

/**
 * The sides of one hub.
 *
 * @public
 */
export interface ClusterHubSides {
  service: ClustersService;
  feed: ClusterFeed;
  clients: ClusterClients;
  liveReaders: LiveReaders;
}

/**
 * Creates a hub of its own, for tests and measurements. A backend has one: that of `clustersServiceRef`.
 *
 * @public
 */
export function createClusterHub(
  options: ClusterHubOptions = {},
): ClusterHubSides {
  const hub = ClusterHub.create(options);
  return {
    service: DefaultClustersService.create({ hub }),
    feed: DefaultClusterFeed.create({ hub }),
    clients: DefaultClusterClients.create({ hub }),
    liveReaders: DefaultLiveReaders.create({ hub }),
  };
}
