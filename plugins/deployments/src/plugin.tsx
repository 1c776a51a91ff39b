import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { DeploymentsClient } from '@groundcrew/plugin-deployments-common';
import { RiRocketLine } from '@remixicon/react';
import { deploymentsApiRef } from './api';
import { rootRouteRef, workloadRouteRef } from './routes';

const deploymentsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: deploymentsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => DeploymentsClient.create({ fetchApi }),
    }),
});

// Shown for entities without an annotation too: the tab teaches them which one they need.
const deploymentsContent = EntityContentBlueprint.make({
  params: {
    path: '/deployments',
    title: 'Deployments',
    group: 'operation',
    icon: <RiRocketLine />,
    routeRef: rootRouteRef,
    filter: { kind: { $in: ['component', 'resource'] } },
    loader: async () => {
      const { DeploymentsContent } = await import(
        './components/DeploymentsContent'
      );
      return <DeploymentsContent />;
    },
  },
});

const deploymentsCard = EntityCardBlueprint.make({
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
    loader: async () => {
      const { DeploymentsCard } = await import('./components/DeploymentsCard');
      return <DeploymentsCard />;
    },
  },
});

/**
 * Shows what of an entity runs where, live.
 *
 * @public
 */
export const deploymentsPlugin = createFrontendPlugin({
  pluginId: 'groundcrew-deployments',
  title: 'Deployments',
  icon: <RiRocketLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, workload: workloadRouteRef },
  extensions: [deploymentsApi, deploymentsContent, deploymentsCard],
});
