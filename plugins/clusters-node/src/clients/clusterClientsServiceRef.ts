import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { clustersServiceRef, hubSidesOf } from '../clustersServiceRef';
import type { ClusterClients } from './ClusterClients';

/** The plugin that changes clusters. */
const CHANGING_PLUGIN_ID = 'groundcrew-operations';

/**
 * Changes what runs in every linked cluster: for the operations plugin and its modules alone.
 *
 * @remarks
 *
 * Any other plugin that asks for it fails to start: whoever wants something changed asks operations for it.
 *
 * @public
 */
export const clusterClientsServiceRef = createServiceRef<ClusterClients>({
  id: 'groundcrew.clusters.clients',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        clusters: clustersServiceRef,
        metadata: coreServices.pluginMetadata,
      },
      factory({ clusters, metadata }) {
        if (metadata.getId() !== CHANGING_PLUGIN_ID) {
          throw new NotAllowedError(
            `Plugin '${metadata.getId()}' may not change clusters: only '${CHANGING_PLUGIN_ID}' may`,
          );
        }
        return hubSidesOf(clusters).clients;
      },
    }),
});
