import {
  actorName,
  holdsTarget,
  targetKey,
} from '@groundcrew/plugin-operations-common';
import type { OperationRecord } from '../engine/OperationRecord';
import type { RecentOperation } from './OperationStore';

/** The table that the rows are in. */
export const OPERATIONS_TABLE = 'operations';

/** What is kept of an operation beside its claim: the record, and what it is looked up by. */
export interface OperationRow {
  id: string;
  revision: number;
  operation: string;
  target_key: string;
  cluster: string;
  environment: string | null;
  entity_ref: string | null;
  phase: string;
  holds_target: boolean;
  actor_type: string;
  actor: string;
  idempotency_key: string | null;
  parent: string | null;
  // PostgreSQL gives a bigint as text.
  requested_at: number | string;
  started_at: number | string | null;
  ended_at: number | string | null;
  wake_at: number | string | null;
  record: string;
}

/** The row of a record. */
export function operationRowOf(record: OperationRecord): OperationRow {
  return {
    id: record.id,
    revision: record.revision,
    operation: record.operation,
    target_key: targetKey(record.target),
    cluster: record.target.cluster,
    environment: record.environment ?? null,
    entity_ref: record.entityRef ?? null,
    phase: record.phase,
    holds_target: holdsTarget(record.phase),
    actor_type: record.requestedBy.type,
    actor: actorName(record.requestedBy),
    idempotency_key: record.idempotencyKey ?? null,
    parent: record.parent ?? null,
    requested_at: record.requestedAt,
    started_at: record.startedAt ?? null,
    ended_at: record.endedAt ?? null,
    wake_at: record.wakeAt ?? null,
    record: JSON.stringify(record),
  };
}

/** The record of a row. */
export function operationRecordOf(
  row: Pick<OperationRow, 'record'>,
): OperationRecord {
  return JSON.parse(row.record);
}

/** As much of an operation as safety rules ask for. It has begun. */
export function recentOperationOf(
  row: Pick<
    OperationRow,
    | 'id'
    | 'operation'
    | 'target_key'
    | 'actor_type'
    | 'actor'
    | 'started_at'
    | 'ended_at'
  >,
): RecentOperation {
  return {
    id: row.id,
    operation: row.operation,
    targetKey: row.target_key,
    requestedBy:
      row.actor_type === 'user'
        ? { type: 'user', entityRef: row.actor }
        : { type: 'automation', subject: row.actor },
    startedAt: Number(row.started_at),
    endedAt: row.ended_at === null ? undefined : Number(row.ended_at),
  };
}
