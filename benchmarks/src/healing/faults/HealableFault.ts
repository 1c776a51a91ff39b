import type { Workload, WorkloadName } from '../Workload';

/** Makes containers behave badly, in the words of the kubelets that are played in a cluster. */
export interface Misbehaviour {
  /** The end of the tag of an image that behaves so, where the tag decides. */
  tag: string;
  /** On pods that behave so. */
  labels: Record<string, string>;
}

/** What the pods of a workload can get into. Those that take their place are well. */
export type Decay = 'one-crashes' | 'all-crash' | 'out-of-memory';

/** What kubelets that are played can be told to play. */
export type MisbehaviourName =
  | 'image-missing'
  | 'crash'
  | 'unready'
  | 'out-of-memory';

/** Where a fault is put. */
export interface FaultPlace {
  workload: Workload;
  play(name: MisbehaviourName): Misbehaviour;
  decay(workload: WorkloadName, into: Decay): Promise<void>;
  /** 0 to 1. */
  random(): number;
}

/** Something that breaks a workload, and that only somebody's action mends. */
export interface HealableFault {
  /** Unique. */
  id: string;
  /** Where it can be told truthfully; left out: everywhere. */
  onlyIn?: 'lab' | 'sandbox';
  break(place: FaultPlace): Promise<void>;
}
