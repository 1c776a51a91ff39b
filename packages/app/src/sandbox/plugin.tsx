import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiFlaskLine } from '@remixicon/react';

const sandboxPage = PageBlueprint.make({
  params: {
    path: '/sandbox',
    title: 'Sandbox',
    icon: <RiFlaskLine fontSize="inherit" />,
    loader: async () => {
      const { SandboxPage } = await import('./components/SandboxPage');
      return <SandboxPage />;
    },
  },
});

export default createFrontendPlugin({
  pluginId: 'groundcrew-sandbox',
  title: 'Sandbox',
  extensions: [sandboxPage],
});
