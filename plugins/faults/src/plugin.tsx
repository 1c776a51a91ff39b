import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiAlarmWarningLine, RiStethoscopeLine } from '@remixicon/react';
import { faultsApiFactory } from './api';
import {
  docsRouteRef,
  entityFaultsRouteRef,
  incidentRouteRef,
  incidentsRouteRef,
  workloadRouteRef,
} from './routes';

const faultsApi = ApiBlueprint.make({
  params: defineParams => defineParams(faultsApiFactory),
});

const incidentsPage = PageBlueprint.make({
  params: {
    path: '/faults',
    title: 'Incidents',
    icon: <RiAlarmWarningLine />,
    routeRef: incidentsRouteRef,
    loader: () =>
      import('./components/IncidentsRouter').then(({ IncidentsRouter }) => (
        <IncidentsRouter />
      )),
  },
});

// Shown for entities without an annotation too: the tab teaches them which one they need.
const faultsContent = EntityContentBlueprint.make({
  params: {
    path: '/faults',
    title: 'Faults',
    group: 'operation',
    icon: <RiStethoscopeLine />,
    routeRef: entityFaultsRouteRef,
    filter: { kind: { $in: ['component', 'resource'] } },
    loader: () =>
      import('./components/FaultsContent').then(({ FaultsContent }) => (
        <FaultsContent />
      )),
  },
});

const incidentsCard = EntityCardBlueprint.make({
  params: {
    filter: {
      $any: [
        {
          'metadata.annotations.backstage.io/kubernetes-id': { $exists: true },
        },
        {
          'metadata.annotations.backstage.io/kubernetes-label-selector': {
            $exists: true,
          },
        },
      ],
    },
    loader: () =>
      import('./components/IncidentsCard').then(({ IncidentsCard }) => (
        <IncidentsCard />
      )),
  },
});

/**
 * Shows what is wrong with what runs, and why.
 *
 * @public
 */
export const faultsPlugin = createFrontendPlugin({
  pluginId: 'groundcrew-faults',
  title: 'Faults',
  icon: <RiAlarmWarningLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: incidentsRouteRef,
    incident: incidentRouteRef,
    entity: entityFaultsRouteRef,
  },
  externalRoutes: { workload: workloadRouteRef, docs: docsRouteRef },
  extensions: [faultsApi, incidentsPage, faultsContent, incidentsCard],
});
