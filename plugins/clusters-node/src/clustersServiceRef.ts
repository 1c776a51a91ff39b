import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { ClusterFeed } from './ClusterFeed';
import type { ClustersService } from './ClustersService';
import { createClusterHub, type ClusterHubSides } from './hub/createClusterHub';

/** The plugin that feeds the hub. */
const FEEDING_PLUGIN_ID = 'groundcrew-clusters';

/**
 * The other sides of a hub by its read side. They hang on the service itself, so that a fixture which replaces the
 * service replaces them with it.
 */
const sides = new WeakMap<ClustersService, ClusterHubSides>();

/** Lets the refs of the other sides find them by the read side. */
export function registerHubSides(hub: ClusterHubSides) {
  sides.set(hub.service, hub);
}

/** @throws when somebody has replaced the service by something that is not of a hub */
export function hubSidesOf(service: ClustersService): ClusterHubSides {
  const hub = sides.get(service);
  if (!hub) {
    throw new Error('This clusters service can only be read');
  }
  return hub;
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
        const hub = createClusterHub({
          logger: logger.child({ service: 'groundcrew.clusters' }),
        });
        registerHubSides(hub);
        return hub.service;
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
        return hubSidesOf(clusters).feed;
      },
    }),
});
