import { createApiRef } from '@backstage/frontend-plugin-api';
import type { DeploymentsApi } from '@groundcrew/plugin-deployments-common';

/**
 * Reads what of an entity runs where.
 *
 * @public
 */
export const deploymentsApiRef = createApiRef<DeploymentsApi>().with({
  id: 'plugin.groundcrew-deployments.deployments',
  pluginId: 'groundcrew-deployments',
});
