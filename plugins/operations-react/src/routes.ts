import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/**
 * The page of all operations. The `groundcrew-operations` plugin provides it.
 *
 * @public
 */
export const operationsRouteRef = createRouteRef({
  id: 'groundcrew-operations',
});

/**
 * One operation.
 *
 * @public
 */
export const operationRouteRef = createSubRouteRef({
  id: 'groundcrew-operations.operation',
  parent: operationsRouteRef,
  path: '/:id',
});
