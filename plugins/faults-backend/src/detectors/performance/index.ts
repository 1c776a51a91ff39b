import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { cpuOverload } from './cpuOverload';
import { networkDelay } from './networkDelay';

/** Workloads that are reached, and slow. */
export const performanceDetectors: FaultDetector[] = [
  cpuOverload,
  networkDelay,
];
