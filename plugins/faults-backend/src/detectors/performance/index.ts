import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { cpuAtLimit } from './cpuAtLimit';
import { cpuOverload } from './cpuOverload';
import { memoryNearLimit } from './memoryNearLimit';
import { networkDelay } from './networkDelay';

/** Workloads that are reached, and slow. */
export const performanceDetectors: FaultDetector[] = [
  cpuAtLimit,
  cpuOverload,
  networkDelay,
  memoryNearLimit,
];
