import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { ClusterFeed } from './ClusterFeed';
import type { ClustersService } from './ClustersService';
import { createClusterHub } from './hub/createClusterHub';

/** The plugin that feeds the hub. */
const FEEDING_PLUGIN_ID = 'groundcrew-clusters';

/**
 * The write side that belongs to a read side. It hangs on the service itself, so that a fixture which replaces the
 * service replaces the feed with it.
 */
const feeds = new WeakMap<ClustersService, ClusterFeed>();

/** Lets {@link clusterFeedServiceRef} find the feed of a service. */
export function registerClusterFeed(
  service: ClustersService,
  feed: ClusterFeed,
) {
  feeds.set(service, feed);
}

/**
 * Reads what runs in every linked cluster, from memory.
 *
 * @remarks
 *
 * Every plugin of the process shares one hub. The clusters plugin feeds it.
 *
 * @public
 */
export const clustersServiceRef = createServiceRef<ClustersService>({
  id: 'groundcrew.clusters',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { logger: coreServices.rootLogger },
      createRootContext({ logger }) {
        const { service: clusters, feed } = createClusterHub({
          logger: logger.child({ service: 'groundcrew.clusters' }),
        });
        registerClusterFeed(clusters, feed);
        return clusters;
      },
      factory: (_deps, clusters) => clusters,
    }),
});

/**
 * Writes what runs in every linked cluster: for the clusters plugin alone.
 *
 * @remarks
 *
 * Any other plugin that asks for it fails to start.
 *
 * @public
 */
export const clusterFeedServiceRef = createServiceRef<ClusterFeed>({
  id: 'groundcrew.clusters.feed',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        clusters: clustersServiceRef,
        metadata: coreServices.pluginMetadata,
      },
      factory({ clusters, metadata }) {
        if (metadata.getId() !== FEEDING_PLUGIN_ID) {
          throw new NotAllowedError(
            `Plugin '${metadata.getId()}' may not write to the clusters service: only '${FEEDING_PLUGIN_ID}' may`,
          );
        }
        const feed = feeds.get(clusters);
        if (!feed) {
          throw new Error('This clusters service takes no objects');
        }
        return feed;
      },
    }),
});
