import type { HealingPauseRecord } from '../healing/Observation';
import type { HealingRecord } from '../healing/HealingRecord';
import type { PastAttempt } from '../learning/PastAttempt';
import type { PolicySwitch } from '../settings/PolicyInForce';

/** How often a policy did what. */
export interface PolicyCounts {
  policy: string;
  /** Incidents that it was for. */
  fired: number;
  acted: number;
  healed: number;
  reverted: number;
  /** Attempts that say whether it helps and are learnt from: they healed, or did not help. */
  judged: number;
  /** Of those that are judged, those that healed. */
  helped: number;
}

/** An attempt that healed. */
export type HealedAttempt = Pick<
  PastAttempt,
  'incident' | 'policy' | 'fault' | 'startedAt' | 'endedAt'
>;

/** What is no longer learnt from: each that is given has to fit. */
export interface LearntScope {
  policy?: string;
  fault?: string;
  /** As `targetKey` of operations names it. */
  target?: string;
}

/** Keeps what healing does, and what people say about it. */
export interface HealingStore {
  get(incident: number): Promise<HealingRecord | undefined>;
  /**
   * Writes what is based on the latest revision.
   *
   * @returns what is kept now; undefined when somebody else was faster
   */
  write(record: HealingRecord, now: number): Promise<HealingRecord | undefined>;
  /** The incidents of some clusters of which an attempt has not ended. */
  underWay(clusters: readonly string[]): Promise<number[]>;
  /** The newest attempts first: against a fault, or on a target; at most 500 of each. */
  past(query: {
    fault: string;
    targets: readonly string[];
  }): Promise<PastAttempt[]>;
  counts(): Promise<PolicyCounts[]>;
  /** Those that healed, the newest first; at most 5,000. */
  healed(): Promise<HealedAttempt[]>;
  /**
   * Learns nothing any more from attempts that have ended. They stay in the history of their incidents.
   *
   * @returns how many
   */
  unlearn(scope: LearntScope): Promise<number>;
  /** Forgets what has not changed since a time. */
  forget(unchangedSince: number): Promise<number>;

  switches(): Promise<PolicySwitch[]>;
  /** What is left out stays as it was switched before. */
  switch(change: PolicySwitch): Promise<void>;

  pauses(): Promise<HealingPauseRecord[]>;
  pause(pause: HealingPauseRecord): Promise<void>;
  /** @returns false when it was not paused there */
  resume(cluster: string | undefined): Promise<boolean>;
}
