import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  DefaultReadAccess,
  readAccessServiceRef,
} from '@groundcrew/plugin-clusters-node';
import { reportUsage } from '../processes';
import { everybodyReadsModule } from './everybodyReadsModule';
import { viewersModule } from './viewersModule';

/**
 * Both contestants in one backend, with authentication, permissions and the catalog on: what a stock installation has
 * around a Kubernetes tab. With `READ_DECISIONS=cold` no decision and no entity is remembered.
 */
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(viewersModule);
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(everybodyReadsModule);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@groundcrew/plugin-clusters-backend'));
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
