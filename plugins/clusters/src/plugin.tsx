import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { ClustersClient } from '@groundcrew/plugin-clusters-common';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import { RiServerLine } from '@remixicon/react';
import { rootRouteRef } from './routes';

const clustersApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: clustersApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ClustersClient.create({ fetchApi }),
    }),
});

const clustersPage = PageBlueprint.make({
  params: {
    path: '/clusters',
    title: 'Clusters',
    icon: <RiServerLine />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/ClustersRouter').then(({ ClustersRouter }) => (
        <ClustersRouter />
      )),
  },
});

/**
 * The fleet page: every cluster, its health and freshness.
 *
 * @public
 */
export const clustersPlugin = createFrontendPlugin({
  pluginId: 'groundcrew-clusters',
  title: 'Clusters',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [clustersApi, clustersPage],
});
