import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import {
  operationRouteRef,
  operationsApiFactory,
  operationsRouteRef,
} from '@groundcrew/plugin-operations-react';

/**
 * The plugin, for apps of the old frontend system.
 *
 * @public
 */
export const operationsPlugin = createPlugin({
  id: 'groundcrew-operations',
  apis: [operationsApiFactory],
  routes: { root: operationsRouteRef, operation: operationRouteRef },
});

/**
 * Mount it at `/operations`.
 *
 * @public
 */
export const OperationsPage: () => JSX.Element = operationsPlugin.provide(
  createRoutableExtension({
    name: 'OperationsPage',
    component: () =>
      import('./components/OperationsRouter').then(
        module => module.LegacyOperationsPage,
      ),
    mountPoint: operationsRouteRef,
  }),
);

/**
 * The card for the overview of an entity.
 *
 * @public
 */
export const EntityLastOperationsCard: () => JSX.Element | null =
  operationsPlugin.provide(
    createComponentExtension({
      name: 'EntityLastOperationsCard',
      component: {
        lazy: () =>
          import('./components/LastOperationsCard').then(
            module => module.LastOperationsCard,
          ),
      },
    }),
  );
