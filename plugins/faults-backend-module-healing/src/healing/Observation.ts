import type { HealingMode } from '@groundcrew/plugin-faults-common';
import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import type {
  OperationDetail,
  SubmitRequest,
} from '@groundcrew/plugin-operations-common';
import type { PastAttempt } from '../learning/PastAttempt';
import type { PolicyInForce } from '../settings/PolicyInForce';
import type { HealingRecord } from './HealingRecord';

/** What is seen of an operation; `gone` where there is none of that id any more. */
export type SeenOperation =
  | Pick<OperationDetail, 'phase' | 'phaseReason' | 'endedAt' | 'undo'>
  | 'gone';

/** Where healing is paused. */
export interface HealingPauseRecord {
  /** Left out: everywhere. */
  cluster?: string;
  reason: string;
  /** Entity reference. */
  pausedBy: string;
  /** Milliseconds since 1970. */
  pausedAt: number;
}

/** What is known when it is decided what to do about an incident. */
export interface Observation {
  /** Undefined where it has been forgotten. */
  incident: RespondedIncident | undefined;
  /** The highest priority first. */
  policies: readonly PolicyInForce[];
  /** How far a policy goes in the environment of the incident. */
  modeOf(policy: PolicyInForce): HealingMode;
  pause: HealingPauseRecord | undefined;
  /** Of the attempt under way, as last seen; undefined where it is not known yet, or could not be read. */
  operation: SeenOperation | undefined;
  /** That which takes it back. */
  undo: SeenOperation | undefined;
  /** Of all incidents: against the same fault, or on a target that is proposed. */
  past: readonly PastAttempt[];
  /** Milliseconds since 1970. */
  now: number;
}

/** What is to be done in the world. Each may be done twice without harm. */
export type Effect =
  | { type: 'submit' | 'undo'; request: SubmitRequest }
  /** An operation that has not begun, and is of no use any more. */
  | { type: 'cancel'; operationId: string; reason: string }
  | { type: 'note'; message: string; isHealing: boolean };

/** What follows from an observation. */
export interface Advance {
  record: HealingRecord;
  effects: Effect[];
  /** To be looked at again in so many milliseconds, though nothing may have happened. */
  againInMs?: number;
}
