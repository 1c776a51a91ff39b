import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { faultsApiFactory } from './api';
import {
  docsRouteRef,
  entityFaultsRouteRef,
  incidentRouteRef,
  incidentsRouteRef,
  workloadRouteRef,
} from './routes';

/**
 * The plugin, for apps of the old frontend system.
 *
 * @public
 */
export const faultsPlugin = createPlugin({
  id: 'groundcrew-faults',
  apis: [faultsApiFactory],
  routes: {
    root: incidentsRouteRef,
    incident: incidentRouteRef,
    entity: entityFaultsRouteRef,
  },
  externalRoutes: { workload: workloadRouteRef, docs: docsRouteRef },
});

/**
 * Mount it at `/faults`.
 *
 * @public
 */
export const IncidentsPage: () => JSX.Element = faultsPlugin.provide(
  createRoutableExtension({
    name: 'IncidentsPage',
    component: () =>
      import('./components/IncidentsRouter').then(
        module => module.LegacyIncidentsPage,
      ),
    mountPoint: incidentsRouteRef,
  }),
);

/**
 * The Faults tab, for an `EntityLayout.Route`.
 *
 * @public
 */
export const EntityFaultsContent: () => JSX.Element = faultsPlugin.provide(
  createRoutableExtension({
    name: 'EntityFaultsContent',
    component: () =>
      import('./components/FaultsContent').then(module => module.FaultsContent),
    mountPoint: entityFaultsRouteRef,
  }),
);

/**
 * The card for the overview of an entity.
 *
 * @public
 */
export const EntityIncidentsCard: () => JSX.Element | null =
  faultsPlugin.provide(
    createComponentExtension({
      name: 'EntityIncidentsCard',
      component: {
        lazy: () =>
          import('./components/IncidentsCard').then(
            module => module.IncidentsCard,
          ),
      },
    }),
  );
