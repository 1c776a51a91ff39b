import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  DefaultReadAccess,
  readAccessServiceRef,
} from '@groundcrew/plugin-clusters-node';
import { createGuardedBackend } from '../backends';
import { reportUsage } from '../processes';

/**
 * Both contestants in one backend, with authentication, permissions and the catalog on: what a stock installation has
 * around a Kubernetes tab. With `READ_DECISIONS=cold` no decision and no entity is remembered.
 */
const backend = createGuardedBackend();
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@groundcrew/plugin-deployments-backend'));

if (process.env.READ_DECISIONS === 'cold') {
  backend.add(
    createServiceFactory({
      service: readAccessServiceRef,
      deps: {
        permissions: coreServices.permissions,
        catalog: catalogServiceRef,
      },
      factory: deps => DefaultReadAccess.create({ ...deps, milliseconds: 0 }),
    }),
  );
}
reportUsage();
backend.start();
