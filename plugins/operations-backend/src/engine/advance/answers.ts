import type { OperationRecord } from '../OperationRecord';
import { end, to } from './phases';
import type { Seen } from './Seen';

/** How long somebody may take to confirm an operation that has to be confirmed again. */
export const CONFIRM_WITHIN_MS = 24 * 3_600_000;

/** Asks whoever wanted it to confirm it. */
export function askToConfirm(
  operation: OperationRecord,
  reason: string,
  now: number,
): OperationRecord {
  return {
    ...to(operation, 'needs-confirmation', reason),
    answerBy: now + CONFIRM_WITHIN_MS,
  };
}

/** Somebody approved it, or refused to. */
export function decided(
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
      ...askToConfirm(
        decidedUpon,
        `approved by ${approvedBy.join(
          ' and ',
        )}; what it would do has changed since it was asked for`,
        now,
      ),
      preview,
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

/** Whoever asked for it has confirmed what it would do now. */
export function confirmed(
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

/** Somebody wants it to end. */
export function cancelled(
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

/** Somebody said something to it that its definition understands. */
export function commanded(
  operation: OperationRecord,
  { by, command, now }: Seen<'commanded'>,
): OperationRecord {
  return {
    ...operation,
    commands: [...operation.commands, { command, by, at: now }],
    wakeAt: undefined,
  };
}

/** Time has passed, in which nobody may have answered. */
export function timePassed(
  operation: OperationRecord,
  now: number,
): OperationRecord {
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
