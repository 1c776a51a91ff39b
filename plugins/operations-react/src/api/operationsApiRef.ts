import { createApiRef } from '@backstage/frontend-plugin-api';
import type { OperationsApi } from '@groundcrew/plugin-operations-common';

/**
 * Asks for operations, and for what became of them. The `groundcrew-operations` plugin provides it.
 *
 * @remarks
 *
 * Components use `useOperationsApi`, which also works in an app that has left that plugin out.
 *
 * @public
 */
export const operationsApiRef = createApiRef<OperationsApi>().with({
  id: 'plugin.groundcrew-operations.operations',
  pluginId: 'groundcrew-operations',
});
