import { isFinal } from '@groundcrew/plugin-operations-common';
import type { AttemptRecord, HealingRecord } from './HealingRecord';
import { holdOf, holdOfPolicy } from './holdOf';
import { hasRecovered, incidentEnd } from './incidentEnd';
import type { Advance, Observation, SeenOperation } from './Observation';
import { undoEffect } from './submitEffect';
import { end, goOn, POLL_MS } from './transitions';

/** Why what was done cannot be taken back; undefined where it can. */
export function whyNoUndo(operation: SeenOperation): string | undefined {
  if (operation === 'gone') {
    return 'its operation is not there any more.';
  }
  const { reason, request } = operation.undo;
  return request ? undefined : reason ?? 'nothing takes it back.';
}

/** Takes back what did not help, or has done its service. */
export function followUndo(
  record: HealingRecord,
  attempt: AttemptRecord,
  seen: Observation,
): Advance {
  const { now, undo } = seen;
  const otherwise = attempt.contains ? 'overtaken' : 'useless';
  if (attempt.undoId === undefined) {
    return askForUndo(record, attempt, seen);
  }
  if (!undo) {
    return goOn(record, 'undoing', attempt.reason, { againInMs: POLL_MS });
  }
  if (undo === 'gone') {
    return end(
      record,
      otherwise,
      'The operation that takes it back is not there any more.',
      now,
    );
  }
  if (!isFinal(undo.phase)) {
    return goOn(record, 'undoing', undo.phaseReason, { againInMs: POLL_MS });
  }
  if (undo.phase !== 'succeeded') {
    return end(
      record,
      otherwise,
      `It could not be taken back: ${undo.phaseReason}`,
      now,
    );
  }
  return attempt.contains
    ? end(
        record,
        'overtaken',
        'The incident ended, and it was taken back.',
        now,
      )
    : end(record, 'reverted', 'It did not help, and was taken back.', now);
}

function askForUndo(
  record: HealingRecord,
  attempt: AttemptRecord,
  seen: Observation,
): Advance {
  const { incident, now, operation } = seen;
  const over = incidentEnd(incident);
  if (!attempt.contains && over !== undefined) {
    return hasRecovered(incident)
      ? end(record, 'healed', 'It was gone before it was taken back.', now)
      : end(record, 'overtaken', over, now);
  }
  if (!attempt.contains && incident?.recoveringSince !== undefined) {
    return goOn(
      record,
      'undoing',
      'Nothing is wrong any more; it is not taken back while that lasts.',
      { againInMs: POLL_MS },
    );
  }
  // When the incident is over, whoever answered for it is done.
  const hold = over
    ? holdOf({ ...seen, incident: undefined })
    : holdOfPolicy(attempt.policy, seen);
  if (hold) {
    return { record: { ...record, ...hold }, effects: [] };
  }
  if (!operation) {
    return goOn(record, 'undoing', attempt.reason, { againInMs: POLL_MS });
  }
  const obstacle = whyNoUndo(operation);
  if (operation === 'gone' || !operation.undo.request || obstacle) {
    return end(
      record,
      attempt.contains ? 'overtaken' : 'useless',
      `It cannot be taken back: ${obstacle}`,
      now,
    );
  }
  return goOn(record, 'undoing', attempt.reason, {
    effects: [undoEffect(record.incident, attempt, operation.undo.request)],
  });
}
