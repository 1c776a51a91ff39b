import { createApiRef } from '@backstage/frontend-plugin-api';
import type { ClustersApi } from '@groundcrew/plugin-clusters-common';

/**
 * Reads clusters, objects, events and logs. The `groundcrew-clusters` plugin provides it.
 *
 * @remarks
 *
 * Components use `useClustersApi`, which also works in an app that has left that plugin out.
 *
 * @public
 */
export const clustersApiRef = createApiRef<ClustersApi>().with({
  id: 'plugin.groundcrew-clusters.clusters',
  pluginId: 'groundcrew-clusters',
});
