import {
  actorName,
  holdsTarget,
  targetKey,
} from '@groundcrew/plugin-operations-common';
import type { OperationRecord } from '../engine/OperationRecord';

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
    record: JSON.stringify(record),
  };
}

/** The record of a row. */
export function operationRecordOf(
  row: Pick<OperationRow, 'record'>,
): OperationRecord {
  return JSON.parse(row.record);
}
