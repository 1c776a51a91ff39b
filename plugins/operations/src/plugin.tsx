import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  operationRouteRef,
  operationsApiFactory,
  operationsRouteRef,
} from '@groundcrew/plugin-operations-react';
import { RiToolsLine } from '@remixicon/react';

const operationsApi = ApiBlueprint.make({
  params: defineParams => defineParams(operationsApiFactory),
});

const operationsPage = PageBlueprint.make({
  params: {
    path: '/operations',
    title: 'Operations',
    icon: <RiToolsLine />,
    routeRef: operationsRouteRef,
    loader: () =>
      import('./components/OperationsRouter').then(({ OperationsRouter }) => (
        <OperationsRouter />
      )),
  },
});

const lastOperationsCard = EntityCardBlueprint.make({
  params: {
    filter: { kind: { $in: ['component', 'resource'] } },
    loader: () =>
      import('./components/LastOperationsCard').then(
        ({ LastOperationsCard }) => <LastOperationsCard />,
      ),
  },
});

/**
 * Shows every change that was asked for, and what became of it.
 *
 * @public
 */
export const operationsPlugin = createFrontendPlugin({
  pluginId: 'groundcrew-operations',
  title: 'Operations',
  icon: <RiToolsLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: operationsRouteRef, operation: operationRouteRef },
  extensions: [operationsApi, operationsPage, lastOperationsCard],
});
