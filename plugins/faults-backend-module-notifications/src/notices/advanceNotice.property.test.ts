import fc from 'fast-check';
import {
  delivered,
  exampleRecord,
  exampleRoute,
  seenAt,
} from '../__testUtils__/exampleObservation';
import { advanceNotice } from './advanceNotice';
import { unsent, type NoticeRecord } from './NoticeRecord';
import type { Subject } from './Subject';
import { whoKnows } from './whoKnows';

const MINUTE = 60_000;

const subject: fc.Arbitrary<Partial<Subject>> = fc.record(
  {
    severity: fc.constantFrom('P0', 'P1', 'P2', 'P3'),
    size: fc.constantFrom(1, 99, 100, 250, 600),
    isHealing: fc.boolean(),
    isRecovering: fc.boolean(),
    end: fc.constantFrom('recovered', 'part-of-another', 'other'),
    mutedUntil: fc.constantFrom(1, 30 * MINUTE, 1e12),
    answeredBy: fc.constant('user:default/olivia'),
    toldWith: fc.constant('storm:prod:1'),
    route: fc.constantFrom(
      undefined,
      exampleRoute(),
      exampleRoute({ recipients: [] }),
      exampleRoute({ healFirst: { withinMs: MINUTE, whenHealed: 'quiet' } }),
      exampleRoute({
        calendar: {
          timeZone: 'Europe/Berlin',
          days: new Set([1]),
          fromMinute: 60,
          toMinute: 120,
        },
      }),
    ),
  },
  { requiredKeys: [] },
);
/** What is seen, how long after the time before, and whether what is decided is sent. */
const history = fc.array(
  fc.tuple(
    subject,
    fc.oneof(
      fc.constantFrom(
        0,
        1,
        2_000,
        10_000,
        5 * MINUTE,
        10 * MINUTE,
        60 * MINUTE,
      ),
      // Clocks are set back.
      fc.integer({ min: -120 * MINUTE, max: -1 }),
    ),
    fc.boolean(),
  ),
  { maxLength: 30 },
);

function play(
  steps: [Partial<Subject>, number, boolean][],
  look: (before: NoticeRecord, after: NoticeRecord, seen: Subject) => void,
) {
  let record: NoticeRecord = exampleRecord();
  let now = 100 * MINUTE;
  for (const [changes, elapsed, isSent] of steps) {
    now = Math.max(0, now + elapsed);
    const seen = seenAt(now, changes);
    const { againInMs, record: after } = advanceNotice(record, seen);
    expect(againInMs ?? 0).toBeGreaterThanOrEqual(0);
    look(record, after, seen.subject);
    // Seen twice, nothing is decided the second time.
    expect(advanceNotice(after, seen).record).toEqual(after);
    record = isSent ? delivered(after, now) : after;
  }
}

const decided = (before: NoticeRecord, after: NoticeRecord) =>
  after.entries.filter(
    ({ number }) => number > (before.entries.at(-1)?.number ?? 0),
  );

describe('advanceNotice, whatever happens', () => {
  it('decides nothing twice', () => {
    fc.assert(fc.property(history, steps => play(steps, () => {})));
  });

  it('tells nobody but those who know while it is muted or over', () => {
    fc.assert(
      fc.property(history, steps =>
        play(steps, (before, after, { end, mutedUntil, route }) => {
          const isQuiet = end !== undefined;
          for (const { reason, to } of decided(before, after)) {
            if (isQuiet && reason === 'over') {
              expect(whoKnows(before)).toEqual(expect.arrayContaining([...to]));
            } else if (isQuiet) {
              expect(reason).toBe('healed');
              expect(route?.healFirst).toBeDefined();
            } else {
              expect(mutedUntil ?? 0).toBeLessThan(1e12);
            }
          }
        }),
      ),
    );
  });

  it('tells that it opened once until it is over', () => {
    fc.assert(
      fc.property(history, steps => {
        let isTold = false;
        play(steps, (before, after) => {
          for (const { reason } of decided(before, after)) {
            if (reason === 'opened') {
              expect(isTold && unsent(before).length === 0).toBe(false);
              isTold = true;
            }
          }
          isTold = isTold && after.told !== undefined;
        });
      }),
    );
  });

  it('tells nobody else while somebody has it in hand, and it is not worse', () => {
    fc.assert(
      fc.property(history, steps =>
        play(steps, (before, after, { answeredBy, end }) => {
          if (answeredBy !== undefined && end === undefined) {
            for (const { reason } of decided(before, after)) {
              expect(['worse', 'back', 'grown']).toContain(reason);
            }
          }
        }),
      ),
    );
  });

  it('says why, and when what is next', () => {
    fc.assert(
      fc.property(history, steps =>
        play(steps, (_, { next, overAt, reason, state }) => {
          expect(reason).toMatch(/^[A-Z].*\.$/);
          expect(next === undefined || next.recipients.length > 0).toBe(true);
          expect(state === 'over').toBe(
            state === 'over' && overAt !== undefined,
          );
        }),
      ),
    );
  });
});
