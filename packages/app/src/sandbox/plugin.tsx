import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiFlaskLine } from '@remixicon/react';
import { sandboxApiRef, SandboxClient } from './api';

const rootRouteRef = createRouteRef();

const sandboxApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: sandboxApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new SandboxClient({ fetchApi }),
    }),
});

const sandboxPage = PageBlueprint.make({
  params: {
    path: '/sandbox',
    title: 'Sandbox',
    icon: <RiFlaskLine fontSize="inherit" />,
    routeRef: rootRouteRef,
    loader: async () => {
      const { SandboxPage } = await import('./components/SandboxPage');
      return <SandboxPage />;
    },
  },
});

export default createFrontendPlugin({
  pluginId: 'groundcrew-sandbox',
  title: 'Sandbox',
  routes: { root: rootRouteRef },
  extensions: [sandboxApi, sandboxPage],
});
