import { createBackend } from '@backstage/backend-defaults';
import { reportUsage } from '../processes';

/** A backend with what operations need, and nothing else. */
const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@groundcrew/plugin-clusters-backend'));
backend.add(import('@groundcrew/plugin-operations-backend'));
backend.add(import('@groundcrew/plugin-operations-backend-module-kubernetes'));

reportUsage();
backend.start();
