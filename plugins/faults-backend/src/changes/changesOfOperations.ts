import type { Change } from '@groundcrew/plugin-faults-common';
import {
  actorName,
  type OperationSummary,
} from '@groundcrew/plugin-operations-common';
import { refKey } from '../engine/mergeFindings';

/** As what Groundcrew writes. */
const FIELD_MANAGER = 'groundcrew';
/** Times in objects are in seconds, and clocks differ. */
const SLACK_MS = 5_000;
const REMOVALS = ['kubernetes.delete-pod', 'kubernetes.evict-pod'];

/**
 * Changes with the operations that made them: an operation and what it changed are one. Of those whose change nobody has seen, the operation
 * itself. What never began changed nothing.
 */
export function changesOfOperations(
  operations: readonly OperationSummary[],
  changes: readonly Change[],
  now: number,
): Change[] {
  const begun = operations.filter(({ startedAt }) => startedAt !== undefined);
  const told = new Set<string>();
  const attributed = changes.map(change => {
    const operation = begun.find(each => isBy(each, change, now));
    if (!operation) {
      return change;
    }
    told.add(operation.id);
    return {
      ...change,
      operationId: operation.id,
      by: actorName(operation.requestedBy),
    };
  });
  return [
    ...attributed,
    ...begun.filter(({ id }) => !told.has(id)).map(changeOf),
  ];
}

function isBy(
  { endedAt, id, startedAt, target }: OperationSummary,
  change: Change,
  now: number,
): boolean {
  if (change.operationId !== undefined) {
    return change.operationId === id;
  }
  const at = Date.parse(change.at);
  const { cluster, kind, name, namespace } = target;
  return (
    (change.by === undefined || change.by === FIELD_MANAGER) &&
    change.action === 'modified' &&
    refKey(change.object) === refKey({ cluster, kind, name, namespace }) &&
    at >= Date.parse(startedAt ?? '') - SLACK_MS &&
    at <= (endedAt === undefined ? now : Date.parse(endedAt)) + SLACK_MS
  );
}

function changeOf(operation: OperationSummary): Change {
  const { cluster, kind, name, namespace } = operation.target;
  const isUndone = ['failed', 'rolled-back'].includes(operation.phase);
  return {
    at: operation.startedAt ?? operation.requestedAt,
    kind: 'operation',
    object: { cluster, kind, ...(namespace ? { namespace } : {}), name },
    action: REMOVALS.includes(operation.operation) ? 'deleted' : 'modified',
    message: `${operation.title}${isUndone ? ` (${operation.phase})` : ''}`,
    by: actorName(operation.requestedBy),
    operationId: operation.id,
  };
}
