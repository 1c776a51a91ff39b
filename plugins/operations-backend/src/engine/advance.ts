import {
  isFinal,
  type OperationPhase,
} from '@groundcrew/plugin-operations-common';
import { nextStep, nextUndo } from './effectOf';
import type { Observation } from './Observation';
import type { OperationRecord, StepRecord } from './OperationRecord';

/** How long somebody may take to confirm an operation that has to be confirmed again. */
export const CONFIRM_WITHIN_MS = 24 * 3_600_000;

/** For how long a definition may be unknown: in an upgrade, replicas of two versions run side by side. */
export const UNKNOWN_FOR_MS = 10 * 60_000;

const LOOK_FOR_DEFINITION_AGAIN_MS = 15_000;

type Seen<T extends Observation['type']> = Extract<Observation, { type: T }>;

/**
 * What becomes of an operation, given what is known of it now.
 *
 * @remarks
 *
 * Pure: the executor reads before, and writes after. What does not fit the phase any more (a step's outcome that arrives
 * after somebody else went on, a decision on something that is over) changes nothing: the very same record is returned.
 */
export function advance(
  operation: OperationRecord,
  seen: Observation,
): OperationRecord {
  if (seen.type === 'taken-back') {
    return operation.phase === 'succeeded' && !operation.undoneBy
      ? { ...operation, undoneBy: seen.by }
      : operation;
  }
  if (isFinal(operation.phase)) {
    return operation;
  }
  switch (seen.type) {
    case 'checked':
    case 'preview-changed':
      return operation.phase === 'queued'
        ? checked(operation, seen)
        : operation;
    case 'decided':
      return operation.phase === 'awaiting-approval'
        ? decided(operation, seen)
        : operation;
    case 'confirmed':
      return operation.phase === 'needs-confirmation'
        ? confirmed(operation, seen)
        : operation;
    case 'cancel':
      return cancelled(operation, seen);
    case 'commanded':
      return operation.phase === 'running'
        ? commanded(operation, seen)
        : operation;
    case 'stopped':
      return stopped(operation, seen.now);
    case 'verified':
      return verified(operation, seen);
    case 'definition-unknown':
      return unknown(operation, seen);
    case 'time':
      return timePassed(operation, seen.now);
    case 'undo-began':
    case 'undone':
    case 'undo-failed':
      return operation.phase === 'rolling-back' &&
        nextUndo(operation)?.id === seen.step
        ? undoing(operation, seen)
        : operation;
    default:
      return operation.phase === 'running' &&
        nextStep(operation)?.id === seen.step
        ? stepping(operation, seen)
        : operation;
  }
}

function checked(
  operation: OperationRecord,
  seen: Seen<'checked'> | Seen<'preview-changed'>,
): OperationRecord {
  const { now } = seen;
  if (seen.type === 'preview-changed') {
    return {
      ...to(operation, 'needs-confirmation', 'what it would do has changed'),
      preview: seen.preview,
      answerBy: now + CONFIRM_WITHIN_MS,
    };
  }
  const { verdicts } = seen;
  switch (seen.verdict) {
    case 'refuse':
      return { ...end(operation, 'refused', seen.message, now), verdicts };
    case 'wait':
      return {
        ...to(operation, 'queued', seen.message),
        verdicts,
        wakeAt: seen.until,
      };
    default:
  }
  if (operation.grantedUntil !== undefined && now >= operation.grantedUntil) {
    return {
      ...to(
        operation,
        'needs-confirmation',
        'whoever asked for it was last here too long ago',
      ),
      verdicts,
      answerBy: now + CONFIRM_WITHIN_MS,
    };
  }
  return {
    ...to(operation, 'running', 'its steps are being taken'),
    verdicts,
    steps: seen.steps,
    startedAt: now,
  };
}

function decided(
  operation: OperationRecord,
  seen: Seen<'decided'>,
): OperationRecord {
  const { approval } = operation;
  if (!approval || isTooLate(operation, seen.now)) {
    return operation;
  }
  const { by, comment, decision, now, preview } = seen;
  const decisions = [
    ...approval.decisions.filter(
      earlier =>
        // Whoever decides twice is counted once, by the last word.
        earlier.by !== by &&
        // What was approved before is not what is approved now.
        earlier.previewHash === preview.hash,
    ),
    {
      by,
      at: new Date(now).toISOString(),
      decision,
      comment,
      previewHash: preview.hash,
    },
  ];
  // It keeps the preview that whoever asked for it has seen, until all have agreed to another one.
  const decidedUpon = { ...operation, approval: { ...approval, decisions } };
  if (decision === 'refused') {
    return end(
      decidedUpon,
      'refused',
      `refused by ${by}${comment ? `: ${comment}` : ''}`,
      now,
    );
  }
  const approvedBy = decisions.map(earlier => earlier.by);
  if (approvedBy.length < approval.needed) {
    return to(
      decidedUpon,
      'awaiting-approval',
      `approved by ${approvedBy.length} of ${approval.needed}`,
    );
  }
  if (preview.hash !== operation.preview.hash) {
    return {
      ...to(
        decidedUpon,
        'needs-confirmation',
        `approved by ${approvedBy.join(
          ' and ',
        )}; what it would do has changed since it was asked for`,
      ),
      preview,
      answerBy: now + CONFIRM_WITHIN_MS,
    };
  }
  return {
    ...to(decidedUpon, 'queued', `approved by ${approvedBy.join(' and ')}`),
    preview,
    // The approver is here now, and answers for it.
    grantedUntil: operation.grantedUntil && seen.grantedUntil,
    answerBy: undefined,
  };
}

function confirmed(
  operation: OperationRecord,
  seen: Seen<'confirmed'>,
): OperationRecord {
  if (isTooLate(operation, seen.now)) {
    return operation;
  }
  const { approval } = operation;
  const { now, preview } = seen;
  const present = {
    ...operation,
    preview,
    grantedUntil: operation.grantedUntil && seen.grantedUntil,
  };
  const isApproved =
    !approval ||
    approval.decisions.filter(
      ({ decision, previewHash }) =>
        decision === 'approved' && previewHash === preview.hash,
    ).length >= approval.needed;
  if (isApproved) {
    return {
      ...to(present, 'queued', `confirmed by ${seen.by}`),
      answerBy: undefined,
    };
  }
  // Approvers who are asked again have time again.
  const answerBy = Math.max(
    Date.parse(approval.expiresAt),
    now + CONFIRM_WITHIN_MS,
  );
  return {
    ...to(
      present,
      'awaiting-approval',
      'what it would do has changed since it was approved',
    ),
    approval: {
      ...approval,
      decisions: [],
      expiresAt: new Date(answerBy).toISOString(),
    },
    answerBy,
  };
}

function cancelled(
  operation: OperationRecord,
  seen: Seen<'cancel'>,
): OperationRecord {
  switch (operation.phase) {
    case 'running':
      if (operation.cancelRequestedBy) {
        return operation;
      }
      // Where it can: between two steps, or while one waits.
      return {
        ...to(operation, 'running', `${seen.by} asked for it to stop`),
        cancelRequestedBy: seen.by,
      };
    case 'verifying':
    case 'rolling-back':
      return operation;
    default:
      return end(operation, 'cancelled', `cancelled by ${seen.by}`, seen.now);
  }
}

function commanded(
  operation: OperationRecord,
  { by, command, now }: Seen<'commanded'>,
): OperationRecord {
  return {
    ...operation,
    commands: [...operation.commands, { command, by, at: now }],
    wakeAt: undefined,
  };
}

/** It is at a point where it can stop: either before its next step, or with nothing left to take back. */
function stopped(operation: OperationRecord, now: number): OperationRecord {
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

function stepping(
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
  const reason = `${step.title} failed: ${message}`;
  return operation.rollBackOnFailure
    ? takeBack(failed, reason, now)
    : end(failed, 'failed', reason, now);
}

function verified(
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
  const reason =
    outcome === 'failed' ? message : `not healthy in time: ${message}`;
  return operation.rollBackOnFailure
    ? takeBack(operation, reason, now)
    : end(operation, 'failed', reason, now);
}

function undoing(
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

function unknown(
  operation: OperationRecord,
  seen: Seen<'definition-unknown'>,
): OperationRecord {
  const since = operation.unknownSince ?? seen.now;
  if (isOver(since, UNKNOWN_FOR_MS, seen.now)) {
    return end(operation, 'failed', seen.message, seen.now);
  }
  return {
    ...operation,
    phaseReason:
      operation.phase === 'rolling-back' ? operation.phaseReason : seen.message,
    unknownSince: since,
    wakeAt: seen.now + LOOK_FOR_DEFINITION_AGAIN_MS,
  };
}

function timePassed(operation: OperationRecord, now: number): OperationRecord {
  return isTooLate(operation, now)
    ? end(
        operation,
        'expired',
        operation.phase === 'awaiting-approval'
          ? 'nobody approved it in time'
          : 'nobody confirmed it in time',
        now,
      )
    : operation;
}

/** Whether the time to approve or confirm it is over. */
function isTooLate({ answerBy, phase }: OperationRecord, now: number): boolean {
  const isAsked =
    phase === 'awaiting-approval' || phase === 'needs-confirmation';
  return isAsked && answerBy !== undefined && now >= answerBy;
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

function to(
  operation: OperationRecord,
  phase: OperationPhase,
  phaseReason: string,
): OperationRecord {
  return {
    ...operation,
    phase,
    phaseReason,
    wakeAt: undefined,
    unknownSince: undefined,
  };
}

function end(
  operation: OperationRecord,
  phase: OperationPhase,
  phaseReason: string,
  now: number,
): OperationRecord {
  return {
    ...to(operation, phase, phaseReason),
    answerBy: undefined,
    endedAt: now,
    steps: operation.steps.map(step => stepAtEnd(step, now)),
  };
}

/** Nothing is waited for any more, so no step may look as if it went on. */
function stepAtEnd(step: StepRecord, now: number): StepRecord {
  switch (step.status) {
    case 'pending':
      return { ...step, status: 'skipped' };
    case 'running':
    case 'waiting':
      return { ...step, status: 'failed', endedAt: now };
    default:
      return step;
  }
}

function stepOf(operation: OperationRecord, id: string): StepRecord {
  return operation.steps.find(step => step.id === id)!;
}

function withStep(
  operation: OperationRecord,
  changed: StepRecord,
): OperationRecord {
  return {
    ...operation,
    // Who looks after its steps knows its definition.
    unknownSince: undefined,
    steps: operation.steps.map(step =>
      step.id === changed.id ? changed : step,
    ),
  };
}

/** A clock that went back makes nothing late. */
function isOver(
  since: number | undefined,
  forMs: number,
  now: number,
): boolean {
  return since !== undefined && now - since >= forMs;
}
