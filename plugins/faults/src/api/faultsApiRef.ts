import { createApiRef } from '@backstage/frontend-plugin-api';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';

/**
 * Asks what is wrong, and answers for it.
 *
 * @public
 */
export const faultsApiRef = createApiRef<FaultsApi>().with({
  id: 'plugin.groundcrew-faults.faults',
  pluginId: 'groundcrew-faults',
});
