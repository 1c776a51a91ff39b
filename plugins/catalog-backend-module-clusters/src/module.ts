import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { clustersServiceRef } from '@groundcrew/plugin-clusters-node';
import { ClusterEntityProvider } from './ClusterEntityProvider';

/**
 * Shows the clusters that Groundcrew watches in the catalog.
 *
 * @public
 */
export const catalogModuleClusters = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'groundcrew-clusters',
  register(reg) {
    reg.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ catalog, clusters, config, lifecycle, logger }) {
        const provider = ClusterEntityProvider.fromConfig(config, {
          clusters,
          logger,
        });
        catalog.addEntityProvider(provider);
        lifecycle.addShutdownHook(() => provider.disconnect());
      },
    });
  },
});
