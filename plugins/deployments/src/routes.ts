import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The Deployments tab of an entity. */
export const rootRouteRef = createRouteRef({ id: 'groundcrew-deployments' });

/** One workload of an entity. */
export const workloadRouteRef = createSubRouteRef({
  id: 'groundcrew-deployments.workload',
  parent: rootRouteRef,
  path: '/:cluster/:namespace/:kind/:name',
});
