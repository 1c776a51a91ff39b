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
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { Box } from '@backstage/ui';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import ReactDOM from 'react-dom/client';
import { faultsApiRef } from '../src/api';
import { FaultsContent } from '../src/components/FaultsContent';
import { IncidentsCard } from '../src/components/IncidentsCard';
import { IncidentsRouter } from '../src/components/IncidentsRouter';
import { entityFaultsRouteRef, incidentsRouteRef } from '../src/routes';
import { FixtureFaults } from './FixtureFaults';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    annotations: { 'backstage.io/kubernetes-id': 'checkout' },
  },
};

const incidentsPage = PageBlueprint.make({
  params: {
    path: '/faults',
    title: 'Incidents',
    routeRef: incidentsRouteRef,
    loader: async () => <IncidentsRouter />,
  },
});

const tabPage = PageBlueprint.make({
  name: 'tab',
  params: {
    path: '/tab',
    title: 'Faults',
    routeRef: entityFaultsRouteRef,
    noHeader: true,
    loader: async () => (
      <EntityProvider entity={entity}>
        <Box p="6">
          <FaultsContent />
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
          <IncidentsCard />
        </Box>
      </EntityProvider>
    ),
  },
});

const faults = createFrontendPlugin({
  pluginId: 'groundcrew-faults',
  extensions: [
    incidentsPage,
    tabPage,
    cardPage,
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: faultsApiRef,
          deps: {},
          // The pages shown here ask for nothing else.
          factory: () => new FixtureFaults() as Partial<FaultsApi> as FaultsApi,
        }),
    }),
  ],
});

// What suffers leads to its own page.
const catalog = createFrontendPlugin({
  pluginId: 'catalog',
  extensions: [
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        title: 'Entity',
        routeRef: entityRouteRef,
        loader: async () => <Box p="6" />,
      },
    }),
  ],
});

const app = createApp({ features: [faults, catalog] });

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
