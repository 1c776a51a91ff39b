import type {
  HealingMode,
  HealingOutcome,
} from '@groundcrew/plugin-faults-common';
import { targetKey } from '@groundcrew/plugin-operations-common';
import type { HealingPauseRecord } from '../healing/Observation';
import { underWay, type HealingRecord } from '../healing/HealingRecord';
import type { PastAttempt } from '../learning/PastAttempt';
import type { PolicySwitch } from '../settings/PolicyInForce';

// PostgreSQL gives a bigint as text.
type Time = number | string;

export interface RecordRow {
  incident_id: number;
  revision: number;
  cluster: string;
  policy: string | null;
  is_under_way: boolean;
  updated_at: Time;
  record: string;
}

export interface AttemptRow {
  incident_id: number;
  number: number;
  policy: string;
  fault: string;
  operation: string;
  target: string;
  outcome: string;
  started_at: Time;
  ended_at: Time | null;
  // SQLite gives a number. Left out when it is written: what is forgotten stays so.
  is_forgotten?: boolean | number;
}

export interface SwitchRow {
  policy: string;
  mode: string | null;
  // SQLite gives a number.
  enabled: boolean | number | null;
  reason: string;
  changed_by: string;
  changed_at: Time;
}

export interface PauseRow {
  cluster: string;
  reason: string;
  paused_by: string;
  paused_at: Time;
}

export function recordRowOf(record: HealingRecord, now: number): RecordRow {
  return {
    incident_id: record.incident,
    revision: record.revision,
    cluster: record.cluster,
    policy: record.policy ?? null,
    is_under_way: underWay(record) !== undefined,
    updated_at: now,
    record: JSON.stringify(record),
  };
}

export function attemptRowsOf(record: HealingRecord): AttemptRow[] {
  return record.attempts.map(attempt => ({
    incident_id: record.incident,
    number: attempt.number,
    policy: attempt.policy,
    fault: attempt.fault,
    operation: attempt.operation,
    target: targetKey(attempt.target),
    outcome: attempt.outcome,
    started_at: attempt.startedAt,
    ended_at: attempt.endedAt ?? null,
  }));
}

export function recordOf({
  record,
  revision,
}: Pick<RecordRow, 'record' | 'revision'>): HealingRecord {
  return { ...JSON.parse(record), revision };
}

export function pastAttemptOf(row: AttemptRow): PastAttempt {
  const { ended_at, incident_id, is_forgotten, outcome, started_at, ...rest } =
    row;
  return {
    ...rest,
    incident: incident_id,
    outcome: outcome as HealingOutcome,
    startedAt: Number(started_at),
    ...(ended_at === null ? {} : { endedAt: Number(ended_at) }),
    ...(is_forgotten ? { isForgotten: true } : {}),
  };
}

export function switchOf(row: SwitchRow): PolicySwitch {
  return {
    policy: row.policy,
    ...(row.mode === null ? {} : { mode: row.mode as HealingMode }),
    ...(row.enabled === null ? {} : { enabled: Boolean(row.enabled) }),
    reason: row.reason,
    changedBy: row.changed_by,
    changedAt: Number(row.changed_at),
  };
}

export function pauseOf(row: PauseRow): HealingPauseRecord {
  return {
    ...(row.cluster === '' ? {} : { cluster: row.cluster }),
    reason: row.reason,
    pausedBy: row.paused_by,
    pausedAt: Number(row.paused_at),
  };
}
