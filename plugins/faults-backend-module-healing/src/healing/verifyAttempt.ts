import { followUndo, whyNoUndo } from './followUndo';
import {
  underWay,
  type AttemptRecord,
  type HealingRecord,
} from './HealingRecord';
import { hasRecovered, incidentEnd } from './incidentEnd';
import type { Advance, Observation } from './Observation';
import { end, goOn, POLL_MS } from './transitions';

/** Whether an operation that is done has helped: the incident has to go, and to stay away. */
export function verifyAttempt(
  record: HealingRecord,
  attempt: AttemptRecord,
  seen: Observation,
): Advance {
  const { incident, now } = seen;
  const over = incidentEnd(incident);
  if (!incident || over !== undefined) {
    return whenOver(record, attempt, seen, over ?? '');
  }
  if (incident.recoveringSince !== undefined) {
    return goOn(
      record,
      'verifying',
      'Nothing is wrong any more; whether that lasts is being watched.',
      { againInMs: POLL_MS },
    );
  }
  const until = (attempt.doneAt ?? now) + attempt.helpsWithinSeconds * 1_000;
  if (now < until) {
    return goOn(
      record,
      'verifying',
      `It is done; whether it helps is being watched until ${new Date(
        until,
      ).toISOString()}.`,
      { againInMs: until - now },
    );
  }
  if (attempt.contains) {
    return goOn(
      record,
      'handed-over',
      `It is kept from doing more harm (${attempt.title}); a person has to mend the rest.`,
    );
  }
  return takeBack(
    record,
    seen,
    `It did not help within ${attempt.helpsWithinSeconds} s.`,
    'useless',
  );
}

function whenOver(
  record: HealingRecord,
  attempt: AttemptRecord,
  seen: Observation,
  over: string,
): Advance {
  if (attempt.contains) {
    return takeBack(record, seen, over, 'overtaken');
  }
  return hasRecovered(seen.incident)
    ? end(
        record,
        'healed',
        'It was gone after that, and has stayed away.',
        seen.now,
      )
    : end(record, 'overtaken', over, seen.now);
}

function takeBack(
  record: HealingRecord,
  seen: Observation,
  reason: string,
  otherwise: 'useless' | 'overtaken',
): Advance {
  const { now, operation } = seen;
  if (!operation) {
    return goOn(record, 'verifying', reason, { againInMs: POLL_MS });
  }
  const obstacle = whyNoUndo(operation);
  if (obstacle !== undefined) {
    return end(
      record,
      otherwise,
      `${reason} It cannot be taken back: ${obstacle}`,
      now,
    );
  }
  const { record: undoing } = goOn(record, 'undoing', reason, {
    changes: { outcome: 'undoing' },
  });
  return followUndo(undoing, underWay(undoing)!, seen);
}
