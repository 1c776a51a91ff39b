import { createGuardedBackend } from '../backends';

/** A backend that detects faults, and tells people of them. */
const backend = createGuardedBackend();
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@groundcrew/plugin-operations-backend'));
backend.add(import('@groundcrew/plugin-faults-backend'));
backend.add(import('@groundcrew/plugin-faults-backend-module-notifications'));
backend.start();
