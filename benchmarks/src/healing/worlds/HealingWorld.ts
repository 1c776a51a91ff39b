import type { LabClient } from '@groundcrew/lab';
import type { LinkedCluster } from '../../backends';
import type { Misbehaviour, MisbehaviourName } from '../faults';
import type { WorkloadName } from '../Workload';

/** A cluster full of healthy workloads. */
export interface HealingWorld {
  id: 'lab' | 'sandbox';
  cluster: LinkedCluster;
  client: LabClient;
  workloads: readonly WorkloadName[];
  pods: number;
  play(name: MisbehaviourName): Misbehaviour;
}
