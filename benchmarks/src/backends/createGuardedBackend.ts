import { createBackend } from '@backstage/backend-defaults';
import { everybodyReadsModule } from './everybodyReadsModule';
import { viewersModule } from './viewersModule';

/** A backend that watches clusters, with what a stock installation has around that: authentication, permissions and the catalog. */
export function createGuardedBackend(): ReturnType<typeof createBackend> {
  const backend = createBackend();
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(viewersModule);
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(everybodyReadsModule);
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@groundcrew/plugin-clusters-backend'));
  return backend;
}
