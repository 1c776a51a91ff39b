import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { sandboxControlPermission } from './permissions';
import { createRouter } from './router';
import { sandboxServiceRef } from './sandboxServiceRef';

/** The routes that break things in the embedded clusters. There are none unless the sandbox is enabled. */
export const sandboxPlugin = createBackendPlugin({
  pluginId: 'groundcrew-sandbox',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        sandbox: sandboxServiceRef,
      },
      async init({
        httpAuth,
        httpRouter,
        permissions,
        permissionsRegistry,
        sandbox,
      }) {
        permissionsRegistry.addPermissions([sandboxControlPermission]);
        if (sandbox.enabled) {
          httpRouter.use(
            createRouter({
              httpAuth,
              permissions,
              service: sandbox,
            }),
          );
        }
      },
    });
  },
});
