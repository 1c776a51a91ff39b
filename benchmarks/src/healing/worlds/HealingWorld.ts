import type { LabClient } from '@groundcrew/lab';
import type { LinkedCluster } from '../../backends';
import type { FaultPlace } from '../faults';
import type { WorkloadName } from '../Workload';

/** A cluster full of healthy workloads. */
export interface HealingWorld extends Pick<FaultPlace, 'decay' | 'play'> {
  id: 'lab' | 'sandbox';
  cluster: LinkedCluster;
  client: LabClient;
  workloads: readonly WorkloadName[];
  pods: number;
}
