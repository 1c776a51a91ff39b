import type { OperationDefinition } from '@groundcrew/plugin-operations-node';
import { restart } from './restart';
import { scale } from './scale';

/** Every verb of this module, in the order in which they are offered. */
export const kubernetesOperations: readonly OperationDefinition[] = [
  restart,
  scale,
];
