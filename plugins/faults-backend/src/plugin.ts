import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import {
  clustersServiceRef,
  entityInterestServiceRef,
  readAccessServiceRef,
} from '@groundcrew/plugin-clusters-node';
import { faultsExtensionPoint } from '@groundcrew/plugin-faults-node';
import { registerListAction } from './actions/registerListAction';
import { DetectorRegistry } from './DetectorRegistry';
import { coreDetectors } from './detectors';
import { Diagnoses } from './diagnosis/Diagnoses';
import { createRouter } from './router/createRouter';
import { DefaultFaults } from './services/DefaultFaults';

/**
 * Finds what is wrong in the linked clusters, and why.
 *
 * @public
 */
export const faultsPlugin = createBackendPlugin({
  pluginId: 'groundcrew-faults',
  register(env) {
    const registry = DetectorRegistry.create(coreDetectors);
    env.registerExtensionPoint(faultsExtensionPoint, registry);
    env.registerInit({
      deps: {
        access: readAccessServiceRef,
        actions: actionsRegistryServiceRef,
        auth: coreServices.auth,
        clusters: clustersServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        interest: entityInterestServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
      },
      async init(services) {
        const { httpAuth, httpRouter, lifecycle } = services;
        const diagnoses = Diagnoses.create({
          ...services,
          detectors: registry.all(),
        });
        lifecycle.addStartupHook(() => diagnoses.start());
        lifecycle.addShutdownHook(() => diagnoses.stop());
        const faults = DefaultFaults.create({ ...services, diagnoses });
        httpRouter.use(createRouter({ faults, httpAuth }));
        registerListAction({ ...services, faults });
      },
    });
  },
});
