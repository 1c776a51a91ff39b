import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  clustersServiceRef,
  entityInterestServiceRef,
  readAccessServiceRef,
} from '@groundcrew/plugin-clusters-node';
import { createRouter } from './router';
import { DefaultDeployments } from './services/DefaultDeployments';

/**
 * The backend of the Deployments tab.
 *
 * @public
 */
export const deploymentsPlugin = createBackendPlugin({
  pluginId: 'groundcrew-deployments',
  register(env) {
    env.registerInit({
      deps: {
        access: readAccessServiceRef,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        interest: entityInterestServiceRef,
      },
      async init({ access, clusters, config, httpAuth, httpRouter, interest }) {
        const deployments = DefaultDeployments.create({
          access,
          clusters,
          interest,
          environments: config.getOptionalStringArray(
            'groundcrew.environments',
          ),
        });
        httpRouter.use(createRouter({ deployments, httpAuth }));
      },
    });
  },
});
