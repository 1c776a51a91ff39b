import {
  isFinal,
  type OperationPhase,
} from '@groundcrew/plugin-operations-common';
import { followUndo } from './followUndo';
import {
  underWay,
  type AttemptRecord,
  type HealingRecord,
} from './HealingRecord';
import { holdOfPolicy } from './holdOf';
import { incidentEnd } from './incidentEnd';
import type { Advance, Observation } from './Observation';
import { submitEffect } from './submitEffect';
import { end, goOn, POLL_MS } from './transitions';
import { verifyAttempt } from './verifyAttempt';

const NOT_BEGUN: ReadonlySet<OperationPhase> = new Set([
  'queued',
  'awaiting-approval',
  'needs-confirmation',
]);

/** Takes the attempt that is under way a step further, as far as what is seen allows. Nothing without one. */
export function followAttempt(
  record: HealingRecord,
  seen: Observation,
): Advance {
  const attempt = underWay(record);
  if (!attempt) {
    return { record, effects: [] };
  }
  switch (attempt.outcome) {
    case 'acting':
      return followOperation(record, attempt, seen);
    case 'verifying':
      return verifyAttempt(record, attempt, seen);
    default:
      return followUndo(record, attempt, seen);
  }
}

function followOperation(
  record: HealingRecord,
  attempt: AttemptRecord,
  seen: Observation,
): Advance {
  const { incident, now, operation } = seen;
  if (attempt.operationId === undefined) {
    return askAgain(record, attempt, seen);
  }
  if (!operation) {
    return goOn(record, 'acting', attempt.reason, { againInMs: POLL_MS });
  }
  if (operation === 'gone') {
    return end(record, 'failed', 'Its operation is not there any more.', now);
  }
  const { endedAt, phase, phaseReason } = operation;
  if (!isFinal(phase)) {
    const isOfUse =
      incidentEnd(incident) === undefined &&
      incident?.recoveringSince === undefined;
    return goOn(record, 'acting', phaseReason, {
      againInMs: POLL_MS,
      effects:
        isOfUse || !NOT_BEGUN.has(phase)
          ? []
          : [
              {
                type: 'cancel',
                operationId: attempt.operationId,
                reason: 'Nothing is wrong any more.',
              },
            ],
    });
  }
  switch (phase) {
    case 'succeeded': {
      const doneAt = Math.min(now, Date.parse(endedAt ?? '') || now);
      const done = goOn(record, 'verifying', phaseReason, {
        changes: { outcome: 'verifying', doneAt },
      });
      return verifyAttempt(done.record, underWay(done.record)!, seen);
    }
    case 'refused':
    case 'expired':
      return end(record, 'refused', phaseReason, now);
    case 'cancelled':
      return end(
        record,
        incidentEnd(incident) === undefined ? 'refused' : 'overtaken',
        phaseReason,
        now,
      );
    default:
      return end(record, 'failed', phaseReason, now);
  }
}

/** It was decided to ask for it, and is not known whether that has happened. */
function askAgain(
  record: HealingRecord,
  attempt: AttemptRecord,
  seen: Observation,
): Advance {
  const over = incidentEnd(seen.incident);
  if (!seen.incident || over !== undefined) {
    return end(
      record,
      'overtaken',
      `${over} It is not known whether the operation had been asked for.`,
      seen.now,
    );
  }
  const hold = holdOfPolicy(attempt.policy, seen);
  return hold
    ? { record: { ...record, ...hold }, effects: [] }
    : goOn(record, 'acting', attempt.reason, {
        effects: [submitEffect(record, seen.incident)],
      });
}
