import { nextAtWork } from '../calendar/BusinessHours';
import type { Route } from '../settings/Route';
import { durationInWords } from './durationInWords';
import type { NoticeRecord } from './NoticeRecord';
import { onceTold } from './onceTold';
import type { Decision, Observation } from './Subject';
import { stay, tell } from './transitions';

/** Nobody knows of it yet. */
export function beforeTold(record: NoticeRecord, seen: Observation): Decision {
  const { now, subject, timing } = seen;
  const { route } = subject;
  if (subject.toldWith !== undefined) {
    return stay({ ...record, toldWith: subject.toldWith }, seen, {
      state: 'storm',
      reason: 'Many incidents opened at the same time: they are told as one.',
    });
  }
  if (!route || route.recipients.length === 0) {
    return stay(record, seen, {
      state: 'nobody',
      reason: route
        ? `Nobody is told: so says the route ${route.name}.`
        : 'Nobody is told: no route is for it.',
    });
  }
  if (subject.answeredBy !== undefined) {
    return stay(record, seen, {
      state: 'answered',
      reason: `Nobody is told: ${subject.answeredBy} has it in hand.`,
    });
  }
  if (subject.isRecovering) {
    return stay(record, seen, {
      state: 'waiting',
      reason: 'Nobody is told while nothing is wrong.',
    });
  }
  const held = heldByHealing(record, seen, route);
  if (held) {
    return held;
  }
  const gathered = (record.seenAt ?? now) + timing.gatherMs;
  const at = route.calendar
    ? nextAtWork(route.calendar, Math.max(gathered, now))
    : gathered;
  if (at > now) {
    return stay(record, seen, {
      state: 'waiting',
      reason:
        at > gathered
          ? `It can wait until somebody is at work: so says the route ${route.name}.`
          : 'What opens at the same time is told together.',
      next: { kind: 'tell', at, recipients: [...route.recipients] },
    });
  }
  const told = tell(record, seen, {
    reason: 'opened',
    message: messageOf(record, seen, route),
    to: route.recipients,
  });
  return onceTold(
    {
      ...told,
      toldWith: undefined,
      told: {
        severity: subject.severity,
        size: subject.size,
        at: now,
        since: now,
        steps: 0,
        ...(subject.isUnowned ? { isUnowned: true } : {}),
      },
    },
    seen,
  );
}

/** @returns undefined when healing has had its chance */
function heldByHealing(
  record: NoticeRecord,
  seen: Observation,
  { healFirst, name, recipients }: Route,
): Decision | undefined {
  if (!healFirst) {
    return undefined;
  }
  const { now, subject, timing } = seen;
  const { healingEndedAt, seenAt = now } = record;
  const latest = seenAt + healFirst.withinMs;
  const at = subject.isHealing
    ? latest
    : Math.min(latest, (healingEndedAt ?? seenAt) + timing.graceMs);
  if (now >= at) {
    return undefined;
  }
  return stay(record, seen, {
    state: 'healing',
    reason: subject.isHealing
      ? `Healing goes first, for ${durationInWords(
          healFirst.withinMs,
        )}: so says the route ${name}.`
      : 'Healing goes first: whether it does anything shows in a moment.',
    next: { kind: 'tell', at, recipients: [...recipients] },
  });
}

function messageOf(
  record: NoticeRecord,
  { now, subject }: Observation,
  { healFirst }: Route,
): string {
  if (healFirst && subject.isHealing) {
    return `Healing has not helped within ${durationInWords(
      now - (record.seenAt ?? now),
    )}.`;
  }
  return record.healingEndedAt === undefined
    ? `It is ${subject.severity}.`
    : `It is ${subject.severity}, and healing did not help.`;
}
