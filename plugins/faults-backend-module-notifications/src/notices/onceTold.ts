import { nextAtWork } from '../calendar/BusinessHours';
import { escalationOf } from '../settings/escalationOf';
import type { EscalationStep, Route } from '../settings/Route';
import { durationInWords } from './durationInWords';
import type { NoticeRecord, Told } from './NoticeRecord';
import type { Decision, Observation } from './Subject';
import { stay, tell } from './transitions';

/** People know of it: they are told again when it is worse, and others when nobody answers. */
export function onceTold(record: NoticeRecord, seen: Observation): Decision {
  const { told } = record;
  const { now, subject, timing } = seen;
  if (!told) {
    return { record };
  }
  if (record.overAt !== undefined) {
    const at = record.overAt + timing.mergeMs;
    if (subject.isRecovering) {
      return stay(record, seen, {
        state: 'waiting',
        reason: 'Nobody is told while nothing is wrong.',
      });
    }
    if (now < at && subject.severity >= told.severity) {
      return stay(record, seen, {
        state: 'waiting',
        reason: `It came back soon after it was over, and is told again when it stays for ${durationInWords(
          timing.mergeMs,
        )}.`,
        next: { kind: 'tell', at, recipients: audienceOf(record, seen) },
      });
    }
    return again(record, seen, 'back', 'It was over, and is there again.');
  }
  if (told.isUnowned && !subject.isUnowned) {
    return tellOwner(record, seen, told);
  }
  if (subject.severity < told.severity) {
    return again(record, seen, 'worse', `It became ${subject.severity}.`);
  }
  if (hasGrown(told, seen)) {
    return again(
      record,
      seen,
      'grown',
      `It was ${told.size} that suffer, and is ${subject.size} now.`,
    );
  }
  return escalate(record, seen, told);
}

/** The catalog may say only later what suffers from it: who owns that has not been told then. */
function tellOwner(
  record: NoticeRecord,
  seen: Observation,
  before: Told,
): Decision {
  const { answeredBy, route } = seen.subject;
  const { isUnowned: _, ...told } = before;
  const next = { ...record, told };
  return onceTold(
    route?.recipients.includes('owner') && answeredBy === undefined
      ? tell(next, seen, {
          reason: 'opened',
          message: 'Who owns it has become known.',
          to: ['owner'],
        })
      : next,
    seen,
  );
}

/** The same people are told again, and have to answer anew. */
function again(
  record: NoticeRecord,
  seen: Observation,
  reason: 'back' | 'worse' | 'grown',
  message: string,
): Decision {
  const { now, subject } = seen;
  const { route } = subject;
  const before = record.told!;
  const at = route?.calendar ? nextAtWork(route.calendar, now) : now;
  if (at > now) {
    return stay(record, seen, {
      state: 'waiting',
      reason: `${message} That can wait until somebody is at work.`,
      next: { kind: 'tell', at, recipients: audienceOf(record, seen) },
    });
  }
  const told: Told = {
    ...before,
    severity:
      subject.severity < before.severity ? subject.severity : before.severity,
    size: Math.max(before.size, subject.size),
    at: now,
    ...(reason === 'grown' ? {} : { since: now, steps: 0 }),
  };
  const next = tell({ ...record, overAt: undefined, told }, seen, {
    reason,
    message,
    to: audienceOf(record, seen),
  });
  return escalate(next, seen, told);
}

/** Where it was many already, or is now, and twice as many as people were told. */
function hasGrown(told: Told, { now, subject, timing }: Observation): boolean {
  return (
    subject.size >= timing.manySize &&
    subject.size >= 2 * told.size &&
    now >= told.at + timing.mergeMs
  );
}

function escalate(
  record: NoticeRecord,
  seen: Observation,
  told: Told,
): Decision {
  const { now, subject } = seen;
  const { route } = subject;
  if (subject.answeredBy !== undefined) {
    return stay(record, seen, {
      state: 'answered',
      reason: `Nobody else is told: ${subject.answeredBy} has it in hand.`,
    });
  }
  if (subject.isRecovering || !route) {
    return stay(record, seen, {
      state: 'told',
      reason: route
        ? 'Nothing is wrong right now: nobody else is told.'
        : 'Nobody else is told: no route is for it any more.',
    });
  }
  const steps = escalationOf(route, told.severity);
  const left = steps.slice(told.steps);
  const due = left.filter(step => dueAt(step, told, route) <= now);
  if (due.length > 0) {
    const to = [...new Set(due.flatMap(({ recipients }) => recipients))];
    const next = {
      ...told,
      at: now,
      steps: told.steps + due.length,
    };
    return escalate(
      tell({ ...record, told: next }, seen, {
        reason: 'escalated',
        message: `Nobody has acknowledged it for ${durationInWords(
          now - told.since,
        )}.`,
        to,
      }),
      seen,
      next,
    );
  }
  const [following] = left;
  return stay(record, seen, {
    state: 'told',
    reason: following
      ? 'Others are told unless somebody acknowledges it.'
      : 'Everybody who should know was told.',
    ...(following
      ? {
          next: {
            kind: 'escalate' as const,
            at: dueAt(following, told, route),
            recipients: [...following.recipients],
          },
        }
      : {}),
  });
}

function dueAt(step: EscalationStep, told: Told, route: Route): number {
  const at = told.since + step.afterMs;
  return route.calendar ? nextAtWork(route.calendar, at) : at;
}

/** Who the route is for now, and who was told before. */
function audienceOf(record: NoticeRecord, { subject }: Observation): string[] {
  return [
    ...new Set([
      ...(subject.route?.recipients ?? []),
      ...record.entries.flatMap(({ resolved }) => resolved?.recipients ?? []),
    ]),
  ];
}
