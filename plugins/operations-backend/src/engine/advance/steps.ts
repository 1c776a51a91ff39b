import { nextStep } from '../effectOf';
import type { OperationRecord, StepRecord } from '../OperationRecord';
import { isOver } from './isOver';
import { to } from './phases';
import type { Seen } from './Seen';
import { stepOf, withStep } from './stepRecords';
import { fail } from './undo';

/** An attempt at its next step began, or came to something. */
export function stepping(
  operation: OperationRecord,
  seen: Seen<'step-began' | 'step-done' | 'step-waits' | 'step-failed'>,
): OperationRecord {
  const { now } = seen;
  const step = stepOf(operation, seen.step);
  switch (seen.type) {
    case 'step-began':
      if (operation.cancelRequestedBy) {
        return operation;
      }
      return {
        ...withStep(operation, {
          ...step,
          status: 'running',
          attempts: step.attempts + 1,
          startedAt: step.startedAt ?? now,
        }),
        wakeAt: undefined,
      };
    case 'step-done': {
      const next = withStep(operation, {
        ...step,
        status: 'done',
        endedAt: now,
        message: seen.message,
        result: seen.result,
      });
      // Also after its last step it can still be taken back, if somebody asked for that meanwhile.
      return nextStep(next) || operation.cancelRequestedBy
        ? { ...next, wakeAt: undefined }
        : {
            ...to(
              next,
              'verifying',
              'whether it had its effect is being watched',
            ),
            verifyingSince: now,
          };
    }
    case 'step-waits':
      if (isOver(step.startedAt, step.timeoutMs, now)) {
        return stepFailed(
          operation,
          step,
          `took too long: ${seen.message}`,
          now,
        );
      }
      return {
        ...withStep(operation, {
          ...step,
          status: 'waiting',
          // Whatever was said before: what has no beginning would never take too long.
          startedAt: step.startedAt ?? now,
          message: seen.message,
          // To look again is not to try again.
          attempts: 0,
        }),
        phaseReason: seen.message,
        wakeAt: seen.until,
      };
    default:
      if (
        !seen.retriable ||
        step.attempts >= step.maxAttempts ||
        isOver(step.startedAt, step.timeoutMs, now)
      ) {
        return stepFailed(operation, step, seen.message, now);
      }
      return {
        ...withStep(operation, { ...step, message: seen.message }),
        phaseReason: `${step.title} is tried again: ${seen.message}`,
        wakeAt: seen.retryAt,
      };
  }
}

function stepFailed(
  operation: OperationRecord,
  step: StepRecord,
  message: string,
  now: number,
): OperationRecord {
  const failed = withStep(operation, {
    ...step,
    status: 'failed',
    endedAt: now,
    message,
  });
  return fail(failed, `${step.title} failed: ${message}`, now);
}
