import { afterTheEnd } from './afterTheEnd';
import { beforeTold } from './beforeTold';
import { inThePresent } from './inThePresent';
import type { NoticeRecord } from './NoticeRecord';
import { onceTold } from './onceTold';
import type { Decision, Observation } from './Subject';
import { stay } from './transitions';
import { withoutUnheard } from './whoKnows';

/**
 * Who is told of an incident or a storm, given what is kept of that and what is seen now.
 *
 * @remarks
 *
 * Pure and level-triggered: seen twice, it decides nothing the second time. What it decides has to be kept before anybody is told.
 */
export function advanceNotice(
  before: NoticeRecord,
  seen: Observation,
): Decision {
  const { now, subject } = seen;
  const record = followHealing(inThePresent(before, now), seen);
  if (subject.end) {
    return afterTheEnd(record, seen);
  }
  if (subject.mutedUntil !== undefined && subject.mutedUntil > now) {
    return stay(withoutUnheard(record), seen, {
      state: 'muted',
      reason: 'Nobody is told: it is muted.',
      againAt: subject.mutedUntil,
    });
  }
  return record.told ? onceTold(record, seen) : beforeTold(record, seen);
}

function followHealing(record: NoticeRecord, seen: Observation): NoticeRecord {
  const { end, isHealing } = seen.subject;
  const isBack = record.overAt !== undefined && !record.told && !end;
  const followed = {
    ...record,
    // What comes back without anybody having known of it begins anew.
    ...(isBack ? { overAt: undefined, healingEndedAt: undefined } : {}),
    seenAt: isBack ? seen.now : record.seenAt ?? seen.now,
  };
  if (isHealing === (record.isHealing ?? false)) {
    return followed;
  }
  return isHealing
    ? { ...followed, isHealing: true }
    : { ...followed, isHealing: false, healingEndedAt: seen.now };
}
