import { createGuardedBackend } from '../backends';
import { reportUsage } from '../processes';

/** A backend that detects faults. With `WITHOUT_FAULTS` it only watches the cluster: what detection costs is the difference. */
const backend = createGuardedBackend();
if (!process.env.WITHOUT_FAULTS) {
  backend.add(import('@groundcrew/plugin-operations-backend'));
  backend.add(import('@groundcrew/plugin-faults-backend'));
}
reportUsage();
backend.start();
