import { decideNext } from './decideNext';
import { followAttempt } from './followAttempt';
import { underWay, type HealingRecord } from './HealingRecord';
import { notesOf } from './notesOf';
import type { Advance, Observation } from './Observation';

/**
 * What becomes of the healing of an incident, given what is known of it now. Pure: the loop reads before, and writes after.
 *
 * @remarks
 *
 * It looks at how things are and not at what has happened. Asked twice with the same, it says the same the second time: an operation that
 * is not known to have been asked for is asked for with the same idempotency key until it is.
 */
export function advanceHealing(
  record: HealingRecord,
  seen: Observation,
): Advance {
  const followed = followAttempt(record, seen);
  const step = underWay(followed.record)
    ? followed
    : decideNext(followed.record, seen);
  const notes = notesOf(record, step.record, seen.incident, seen.now);
  return {
    ...step,
    record:
      notes.length > 0 ? { ...step.record, notedAt: seen.now } : step.record,
    // Told first: what is asked for may take its time to be answered.
    effects: [...notes, ...step.effects],
  };
}
