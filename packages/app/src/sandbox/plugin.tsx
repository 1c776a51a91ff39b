import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiFlaskLine } from '@remixicon/react';

const rootRouteRef = createRouteRef();

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
  extensions: [sandboxPage],
});
