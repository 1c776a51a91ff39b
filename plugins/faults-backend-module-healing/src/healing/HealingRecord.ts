import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  HealingOutcome,
  HealingView,
} from '@groundcrew/plugin-faults-common';

/** One attempt to heal an incident, as it is kept. Times are milliseconds since 1970. */
export interface AttemptRecord {
  /** Counts those of the incident, from 1. */
  number: number;
  policy: string;
  title: string;
  /** The id of the fault that it was meant against. */
  fault: string;
  /** The id of the verb. */
  operation: string;
  target: ObjectRef;
  input: Record<string, unknown>;
  outcome: HealingOutcome;
  /** Why, in one sentence. */
  reason: string;
  operationId?: string;
  undoId?: string;
  /** Within so many seconds after the operation the incident has to be over. */
  helpsWithinSeconds: number;
  /** It stays when it does not help, and is taken back when the incident is over. */
  contains: boolean;
  startedAt: number;
  /** Since when the operation has been done. */
  doneAt?: number;
  endedAt?: number;
}

/** What healing makes of one incident, as it is kept. */
export interface HealingRecord
  extends Pick<
    HealingView,
    'state' | 'reason' | 'policy' | 'next' | 'passedOver'
  > {
  incident: number;
  /** Counts its changes: a write names the one that it is based on. 0 before the first. */
  revision: number;
  cluster: string;
  /** The oldest first. At most the last one is under way. */
  attempts: readonly AttemptRecord[];
  /** When the incident was last told of it: milliseconds since 1970. */
  notedAt?: number;
}

const ENDS: ReadonlySet<HealingOutcome> = new Set([
  'healed',
  'useless',
  'reverted',
  'refused',
  'failed',
  'overtaken',
]);

/** Whether nothing happens to an attempt any more. */
export function hasEnded({ outcome }: Pick<AttemptRecord, 'outcome'>): boolean {
  return ENDS.has(outcome);
}

/** The attempt that is under way. */
export function underWay({
  attempts,
}: Pick<HealingRecord, 'attempts'>): AttemptRecord | undefined {
  const last = attempts.at(-1);
  return last && !hasEnded(last) ? last : undefined;
}

/** Of an incident that nobody has looked at yet. */
export function newRecord(incident: {
  id: number;
  cluster: string;
}): HealingRecord {
  return {
    incident: incident.id,
    revision: 0,
    cluster: incident.cluster,
    state: 'idle',
    reason: 'Healing has not looked at it yet.',
    passedOver: [],
    attempts: [],
  };
}

/** The same with another state of the attempt that is under way. Those that have ended stay as they are. */
export function withAttempt(
  record: HealingRecord,
  changes: Partial<AttemptRecord>,
): HealingRecord {
  const current = underWay(record);
  return current
    ? {
        ...record,
        attempts: [...record.attempts.slice(0, -1), { ...current, ...changes }],
      }
    : record;
}
