import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  clustersServiceRef,
  entityInterestServiceRef,
  readAccessServiceRef,
} from '@groundcrew/plugin-clusters-node';
import { registerDeploymentsAction } from './registerDeploymentsAction';
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
        actions: actionsRegistryServiceRef,
        access: readAccessServiceRef,
        auth: coreServices.auth,
        clusters: clustersServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        interest: entityInterestServiceRef,
      },
      async init(services) {
        const { access, clusters, config, httpAuth, httpRouter, interest } =
          services;
        const deployments = DefaultDeployments.create({
          access,
          clusters,
          interest,
          environments: config.getOptionalStringArray(
            'groundcrew.environments',
          ),
        });
        httpRouter.use(createRouter({ deployments, httpAuth }));
        registerDeploymentsAction({ ...services, deployments });
      },
    });
  },
});
