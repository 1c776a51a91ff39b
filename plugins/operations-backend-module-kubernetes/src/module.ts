import { createBackendModule } from '@backstage/backend-plugin-api';
import { operationsExtensionPoint } from '@groundcrew/plugin-operations-node';
import { kubernetesOperations } from './operations';

/**
 * Adds the verbs for workloads, pods and nodes of Kubernetes to the operations plugin.
 *
 * @public
 */
export const operationsModuleKubernetes = createBackendModule({
  pluginId: 'groundcrew-operations',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: { operations: operationsExtensionPoint },
      async init({ operations }) {
        operations.addOperation(...kubernetesOperations);
      },
    });
  },
});
