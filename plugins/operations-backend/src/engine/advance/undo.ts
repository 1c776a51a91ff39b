import { nextUndo } from '../effectOf';
import type { OperationRecord } from '../OperationRecord';
import { end, to } from './phases';
import type { Seen } from './Seen';
import { stepOf, withStep } from './stepRecords';

/** It failed: what was done is taken back where that is wanted, and stays otherwise. */
export function fail(
  operation: OperationRecord,
  reason: string,
  now: number,
): OperationRecord {
  return operation.rollBackOnFailure
    ? takeBack(operation, reason, now)
    : end(operation, 'failed', reason, now);
}

/** It is at a point where it can stop: either before its next step, or with nothing left to take back. */
export function stopped(
  operation: OperationRecord,
  now: number,
): OperationRecord {
  if (operation.phase === 'running' && operation.cancelRequestedBy) {
    return takeBack(
      operation,
      `cancelled by ${operation.cancelRequestedBy}`,
      now,
    );
  }
  if (operation.phase === 'rolling-back' && !nextUndo(operation)) {
    return tookBack(operation, now);
  }
  return operation;
}

/** An attempt to take back a step began, or came to something. */
export function undoing(
  operation: OperationRecord,
  seen: Seen<'undo-began' | 'undone' | 'undo-failed'>,
): OperationRecord {
  const { now } = seen;
  const step = stepOf(operation, seen.step);
  switch (seen.type) {
    case 'undo-began':
      return {
        ...withStep(operation, {
          ...step,
          undoAttempts: step.undoAttempts + 1,
        }),
        wakeAt: undefined,
      };
    case 'undone': {
      const next = withStep(operation, {
        ...step,
        status: 'undone',
        endedAt: now,
        message: seen.message,
      });
      return nextUndo(next)
        ? { ...next, wakeAt: undefined }
        : tookBack(next, now);
    }
    default:
      if (seen.retriable && step.undoAttempts < step.maxAttempts) {
        return {
          // Why it is taken back at all stays its reason.
          ...withStep(operation, {
            ...step,
            message: `could not be taken back yet: ${seen.message}`,
          }),
          wakeAt: seen.retryAt,
        };
      }
      return end(
        withStep(operation, {
          ...step,
          message: `could not be taken back: ${seen.message}`,
        }),
        'failed',
        `${operation.phaseReason}; ${step.title} could not be taken back: ${seen.message}`,
        now,
      );
  }
}

/** Begins to take back what was done; ends at once where nothing can or has to be. */
function takeBack(
  operation: OperationRecord,
  reason: string,
  now: number,
): OperationRecord {
  if (nextUndo(operation)) {
    return to(operation, 'rolling-back', reason);
  }
  const hasDone = operation.steps.some(({ status }) =>
    ['done', 'waiting'].includes(status),
  );
  const isCancelled = operation.cancelRequestedBy !== undefined;
  return end(
    operation,
    isCancelled ? 'cancelled' : 'failed',
    hasDone ? `${reason}; what was done stays` : reason,
    now,
  );
}

function tookBack(operation: OperationRecord, now: number): OperationRecord {
  return end(
    operation,
    operation.cancelRequestedBy ? 'cancelled' : 'rolled-back',
    `${operation.phaseReason}; what was done was taken back`,
    now,
  );
}
