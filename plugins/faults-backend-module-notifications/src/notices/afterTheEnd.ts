import type { NoticeRecord } from './NoticeRecord';
import type { Decision, Observation } from './Subject';
import { stay, tell } from './transitions';
import { whoKnows, withoutUnheard } from './whoKnows';

/** There is nothing to tell any more, but to those who were told that there was. */
export function afterTheEnd(record: NoticeRecord, seen: Observation): Decision {
  const { now, subject } = seen;
  const isPart = subject.end === 'part-of-another';
  const over = (next: NoticeRecord, reason: string): Decision =>
    stay({ ...next, overAt: now }, seen, { state: 'over', reason });
  if (record.overAt !== undefined) {
    return stay(record, seen, {
      state: 'over',
      reason: record.state === 'over' ? record.reason : 'It is over.',
    });
  }
  const kept = withoutUnheard(record);
  const to = whoKnows(kept);
  if (to.length > 0) {
    const message = isPart
      ? 'It is a part of another incident now.'
      : 'It is over.';
    return over(tell(kept, seen, { reason: 'over', message, to }), message);
  }
  const untold = { ...kept, told: undefined };
  if (isPart) {
    return over(untold, 'Nobody was told: it is a part of another incident.');
  }
  if (subject.toldWith !== undefined) {
    return over(
      untold,
      'It is over. Many that opened with it were told as one.',
    );
  }
  if (!wasHealed(record, seen)) {
    return over(untold, 'It was over before anybody was told.');
  }
  const { healFirst, recipients } = subject.route!;
  const message = 'It healed before anybody was told.';
  return over(
    healFirst!.whenHealed === 'quiet'
      ? tell(untold, seen, { reason: 'healed', message, to: recipients })
      : untold,
    message,
  );
}

function wasHealed(
  { healingEndedAt, isHealing }: NoticeRecord,
  { now, subject }: Observation,
): boolean {
  const isMuted = subject.mutedUntil !== undefined && subject.mutedUntil > now;
  return (
    subject.end === 'recovered' &&
    subject.route?.healFirst !== undefined &&
    (isHealing === true || healingEndedAt !== undefined) &&
    !isMuted
  );
}
