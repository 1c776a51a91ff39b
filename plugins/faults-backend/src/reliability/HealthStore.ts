import type { Health } from '@groundcrew/plugin-faults-common';
import type { ServingKind } from './healthOf';

/** Names a workload. One that is deleted and created again under its name is the same to those who use it. */
export interface WorkloadKey {
  cluster: string;
  namespace: string;
  kind: ServingKind;
  name: string;
}

/** For how long a workload was in one state. */
export interface WorkloadSpan extends WorkloadKey {
  uid: string;
  /** Of its namespace, when it began. */
  environment?: string;
  health: Exclude<Health, 'unknown'>;
  /** This and the other times: milliseconds since 1970. */
  from: number;
  /** Left out while it lasts. */
  to?: number;
}

/** For how long somebody looked at a cluster. */
export interface ObservedSpan {
  cluster: string;
  from: number;
  /** When it was heard of last; the span may go on. */
  to: number;
}

/** Keeps for how long workloads were in which state, and when somebody looked. */
export interface HealthStore {
  /**
   * Keeps spans that are new, and how far those have come that are known, all or none. Doing it again changes nothing. What is
   * not said to be observed is not known to have been so: both have to be written together.
   */
  write(spans: {
    workloads: readonly WorkloadSpan[];
    observed: readonly ObservedSpan[];
  }): Promise<void>;
  /** Those of a cluster that last. */
  openIn(cluster: string): Promise<WorkloadSpan[]>;
  /**
   * What is known of some workloads within a time. Of too much the newest part is given, and `from` says since when it is whole.
   */
  read(query: {
    workloads: readonly WorkloadKey[];
    from: number;
    to: number;
  }): Promise<{
    from: number;
    workloads: WorkloadSpan[];
    observed: ObservedSpan[];
  }>;
  /** Forgets what ended before that time, so many rows at most. Returns how many it forgot. */
  forgetBefore(time: number, most: number): Promise<number>;
}
