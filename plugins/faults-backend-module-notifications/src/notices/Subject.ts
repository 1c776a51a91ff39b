import type { Severity } from '@groundcrew/plugin-faults-common';
import type { Route } from '../settings/Route';
import type { NoticeRecord } from './NoticeRecord';

/** What is told of: an incident, or a storm of them, as it is now. Times are milliseconds since 1970. */
export interface Subject {
  severity: Severity;
  /** How many suffer from it. */
  size: number;
  isHealing: boolean;
  /** Nothing is wrong right now; whether that lasts is not known yet. */
  isRecovering: boolean;
  /** Nothing is wrong any more. */
  end?: 'recovered' | 'part-of-another' | 'other';
  mutedUntil?: number;
  /** Who has it in hand: an entity reference. */
  answeredBy?: string;
  /** No entity of the catalog is known to suffer from it, so that nobody is known to own it. */
  isUnowned?: boolean;
  /** The key of the storm that tells of it. */
  toldWith?: string;
  /** Left out where none is for it. */
  route?: Route;
}

/** What is seen of it. */
export interface Observation {
  subject: Subject;
  /** Milliseconds since 1970. It may be earlier than it was before: clocks are set. */
  now: number;
  timing: Timing;
}

/** How long things take. */
export interface Timing {
  /** What happens again so soon is not told again. */
  mergeMs: number;
  /** What happens at the same time comes together in so long. */
  gatherMs: number;
  /** In so long it is known whether healing begins, or tries another time. */
  graceMs: number;
  /** How much has to suffer for it to be told once more when it grows. */
  manySize: number;
}

/** What is to be kept, and when to look again. */
export interface Decision {
  record: NoticeRecord;
  againInMs?: number;
}
