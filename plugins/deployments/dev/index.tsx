import '@backstage/cli/asset-types';
// The development page is an app of its own.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { Box } from '@backstage/ui';
import type { ClustersApi } from '@groundcrew/plugin-clusters-common';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import ReactDOM from 'react-dom/client';
import { deploymentsApiRef } from '../src/api';
import { DeploymentsCard } from '../src/components/DeploymentsCard';
import { DeploymentsContent } from '../src/components/DeploymentsContent';
import { rootRouteRef } from '../src/routes';
import { FixtureClusters } from './FixtureClusters';
import { FixtureDeployments } from './FixtureDeployments';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout' },
};

const page = PageBlueprint.make({
  params: {
    path: '/deployments',
    title: 'Deployments',
    routeRef: rootRouteRef,
    noHeader: true,
    loader: async () => (
      <EntityProvider entity={entity}>
        <Box p="6">
          <DeploymentsContent />
        </Box>
      </EntityProvider>
    ),
  },
});

const cardPage = PageBlueprint.make({
  name: 'card',
  params: {
    path: '/',
    title: 'Card',
    noHeader: true,
    loader: async () => (
      <EntityProvider entity={entity}>
        <Box p="6" maxWidth="560px">
          <DeploymentsCard />
        </Box>
      </EntityProvider>
    ),
  },
});

const deployments = createFrontendPlugin({
  pluginId: 'groundcrew-deployments',
  extensions: [
    page,
    cardPage,
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: deploymentsApiRef,
          deps: {},
          factory: () => new FixtureDeployments(),
        }),
    }),
  ],
});

const clusters = createFrontendPlugin({
  pluginId: 'groundcrew-clusters',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: clustersApiRef,
          deps: {},
          // The pages shown here ask for nothing else.
          factory: () =>
            new FixtureClusters() as Partial<ClustersApi> as ClustersApi,
        }),
    }),
  ],
});

const app = createApp({ features: [deployments, clusters] });

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
