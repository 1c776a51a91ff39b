import type { Health } from '@groundcrew/plugin-faults-common';

/** Whether a workload serves, as its own status says. */
export interface WorkloadHealth {
  health: Exclude<Health, 'unknown'>;
  /** Pods that are wanted. */
  desired: number;
  /** Pods that take requests. */
  ready: number;
  /** Its controller is still about to bring it where it is wanted, and has not given up. */
  isProgressing: boolean;
}
