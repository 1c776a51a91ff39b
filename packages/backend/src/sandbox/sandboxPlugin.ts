import { createBackendPlugin } from '@backstage/backend-plugin-api';

/** The embedded clusters of a first run, and the routes that break things in them. */
export const sandboxPlugin = createBackendPlugin({
  pluginId: 'groundcrew-sandbox',
  register(env) {
    env.registerInit({ deps: {}, async init() {} });
  },
});
