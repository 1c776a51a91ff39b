import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { DeploymentsClient } from '@groundcrew/plugin-deployments-common';
import { deploymentsApiRef } from './api';
import { rootRouteRef, workloadRouteRef } from './routes';

/**
 * The plugin, for apps of the old frontend system.
 *
 * @public
 */
export const deploymentsPlugin = createPlugin({
  id: 'groundcrew-deployments',
  routes: { root: rootRouteRef, workload: workloadRouteRef },
  apis: [
    createApiFactory({
      api: deploymentsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => DeploymentsClient.create({ fetchApi }),
    }),
  ],
});

/**
 * The Deployments tab, for an `EntityLayout.Route`.
 *
 * @public
 */
export const EntityDeploymentsContent: () => JSX.Element =
  deploymentsPlugin.provide(
    createRoutableExtension({
      name: 'EntityDeploymentsContent',
      component: () =>
        import('./components/DeploymentsContent').then(
          module => module.DeploymentsContent,
        ),
      mountPoint: rootRouteRef,
    }),
  );

/**
 * The card for the overview of an entity.
 *
 * @public
 */
export const EntityDeploymentsCard: () => JSX.Element | null =
  deploymentsPlugin.provide(
    createComponentExtension({
      name: 'EntityDeploymentsCard',
      component: {
        lazy: () =>
          import('./components/DeploymentsCard').then(
            module => module.DeploymentsCard,
          ),
      },
    }),
  );

export { isDeploymentsAvailable } from './isDeploymentsAvailable';
