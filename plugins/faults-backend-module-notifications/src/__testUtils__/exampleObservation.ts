import type { NoticeRecord } from '../notices/NoticeRecord';
import { newRecord, unsent, withEntryChange } from '../notices/NoticeRecord';
import type { Observation, Subject, Timing } from '../notices/Subject';
import type { Route } from '../settings/Route';

const MINUTE_MS = 60_000;

/** Once it is there: two seconds to gather, ten of grace, ten minutes to merge. */
export const exampleTiming: Timing = {
  mergeMs: 10 * MINUTE_MS,
  gatherMs: 2_000,
  graceMs: 10_000,
  manySize: 100,
};

/** To the owner at once, and to who is on call after a quarter and half an hour. */
export function exampleRoute(changes: Partial<Route> = {}): Route {
  return {
    name: 'prod',
    match: {},
    recipients: ['owner'],
    escalate: [
      { afterMs: 15 * MINUTE_MS, recipients: ['oncall:night'] },
      { afterMs: 30 * MINUTE_MS, recipients: ['group:default/platform'] },
    ],
    escalateTo: [],
    ...changes,
  };
}

/** An open P1 that one workload suffers from. */
export function exampleSubject(changes: Partial<Subject> = {}): Subject {
  return {
    severity: 'P1',
    size: 1,
    isHealing: false,
    isRecovering: false,
    route: exampleRoute(),
    ...changes,
  };
}

/** Of incident 7, which nobody has looked at yet. */
export function exampleRecord(changes: Partial<NoticeRecord> = {}) {
  return { ...newRecord('prod', { incident: 7 }), ...changes };
}

/** What is seen at a time. */
export function seenAt(
  now: number,
  changes: Partial<Subject> = {},
): Observation {
  return { now, subject: exampleSubject(changes), timing: exampleTiming };
}

/** The same after everything was sent: `owner` is group:default/checkout, whoever else is themselves. */
export function delivered(record: NoticeRecord, now: number): NoticeRecord {
  return unsent(record).reduce(
    (sent, { number, to }) =>
      withEntryChange(sent, number, {
        sentAt: now,
        resolved: {
          recipients: to.map(each =>
            each === 'owner' ? 'group:default/checkout' : each,
          ),
          users: [],
          missing: [],
        },
      }),
    record,
  );
}
