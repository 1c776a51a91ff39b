import { createBackend } from '@backstage/backend-defaults';
import { everybodyReadsModule } from '../entityRead/everybodyReadsModule';
import { viewersModule } from '../entityRead/viewersModule';
import { reportUsage } from '../processes';

/**
 * A backend that detects faults, with authentication, permissions and the catalog on. With `WITHOUT_FAULTS` it only watches the
 * cluster: what detection costs is the difference.
 */
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(viewersModule);
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(everybodyReadsModule);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@groundcrew/plugin-clusters-backend'));
if (!process.env.WITHOUT_FAULTS) {
  backend.add(import('@groundcrew/plugin-operations-backend'));
  backend.add(import('@groundcrew/plugin-faults-backend'));
}
reportUsage();
backend.start();
