import { createGuardedBackend } from '../backends';

/** A backend that detects faults and heals them by operations. */
const backend = createGuardedBackend();
backend.add(import('@groundcrew/plugin-operations-backend'));
backend.add(import('@groundcrew/plugin-operations-backend-module-kubernetes'));
backend.add(import('@groundcrew/plugin-faults-backend'));
backend.add(import('@groundcrew/plugin-faults-backend-module-healing'));
backend.start();
