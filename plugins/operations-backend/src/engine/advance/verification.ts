import { nextStep } from '../effectOf';
import type { OperationRecord } from '../OperationRecord';
import { isOver } from './isOver';
import { end, to } from './phases';
import type { Seen } from './Seen';
import { fail } from './undo';

/** Whether it had its effect was looked at. */
export function verified(
  operation: OperationRecord,
  seen: Seen<'verified'>,
): OperationRecord {
  const { lookAgainAt, message, now, outcome } = seen;
  const isAwaited =
    operation.phase === 'verifying' ||
    // A plan without steps.
    (operation.phase === 'running' && !nextStep(operation));
  if (!isAwaited) {
    return operation;
  }
  const since = operation.verifyingSince ?? now;
  if (outcome === 'healthy') {
    return end(operation, 'succeeded', message, now);
  }
  if (operation.phase === 'running' && operation.cancelRequestedBy) {
    return operation;
  }
  if (outcome === 'not-yet' && !isOver(since, operation.verifyTimeoutMs, now)) {
    return {
      ...to(operation, 'verifying', message),
      verifyingSince: since,
      wakeAt: lookAgainAt,
    };
  }
  return fail(
    operation,
    outcome === 'failed' ? message : `not healthy in time: ${message}`,
    now,
  );
}
