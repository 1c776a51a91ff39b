import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { ClustersClient } from '@groundcrew/plugin-clusters-common';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';

const legacyRouteRef = createRouteRef({ id: 'groundcrew-clusters' });

/**
 * The fleet page, for an app of the old frontend system.
 *
 * @public
 */
export const clustersPlugin = createPlugin({
  id: 'groundcrew-clusters',
  apis: [
    createApiFactory({
      api: clustersApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => ClustersClient.create({ fetchApi }),
    }),
  ],
  routes: { root: legacyRouteRef },
});

/**
 * Mount it at `/clusters`.
 *
 * @public
 */
export const ClustersPage: () => JSX.Element = clustersPlugin.provide(
  createRoutableExtension({
    name: 'ClustersPage',
    component: () =>
      import('./components/ClustersRouter').then(m => m.LegacyClustersPage),
    mountPoint: legacyRouteRef,
  }),
);
