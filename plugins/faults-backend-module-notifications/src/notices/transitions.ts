import type {
  NoticeReason,
  NoticeState,
} from '@groundcrew/plugin-faults-common';
import { withEntry, type NoticeRecord } from './NoticeRecord';
import type { Decision, Observation } from './Subject';

/** Nothing is done until something happens, or a time has come. */
export function stay(
  record: NoticeRecord,
  seen: Observation,
  to: {
    state: NoticeState;
    reason: string;
    /** Who is told then, if nothing else happens. */
    next?: NoticeRecord['next'];
    /** When to look again where nobody is told then. */
    againAt?: number;
  },
): Decision {
  const { next, reason, state } = to;
  const at = next?.at ?? to.againAt;
  return {
    record: {
      ...record,
      state,
      reason,
      next,
      route: seen.subject.route?.name,
    },
    ...(at === undefined ? {} : { againInMs: Math.max(0, at - seen.now) }),
  };
}

/** People are told. */
export function tell(
  record: NoticeRecord,
  seen: Observation,
  what: { reason: NoticeReason; message: string; to: readonly string[] },
): NoticeRecord {
  const { now, subject } = seen;
  return withEntry(record, {
    ...what,
    at: now,
    route: subject.route?.name ?? record.route ?? '',
    severity: worst(
      record.told?.severity ?? subject.severity,
      subject.severity,
    ),
  });
}

function worst<S extends string>(one: S, other: S): S {
  // P0 is the worst.
  return one < other ? one : other;
}
