import fc from 'fast-check';
import {
  delivered,
  exampleRecord,
  exampleRoute,
  seenAt,
} from '../__testUtils__/exampleObservation';
import { advanceNotice } from './advanceNotice';
import type { NoticeEntry, NoticeRecord } from './NoticeRecord';
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

/** What was decided at one time, and on what. */
interface Look {
  before: NoticeRecord;
  after: NoticeRecord;
  /** The same seen once more. */
  again: NoticeRecord;
  againInMs: number;
  seen: Subject;
  decided: readonly NoticeEntry[];
}

function play(steps: [Partial<Subject>, number, boolean][]): Look[] {
  let record: NoticeRecord = exampleRecord();
  let now = 100 * MINUTE;
  return steps.map(([changes, elapsed, isSent]) => {
    now = Math.max(0, now + elapsed);
    const observation = seenAt(now, changes);
    const before = record;
    const { againInMs = 0, record: after } = advanceNotice(before, observation);
    const last = before.entries.at(-1)?.number ?? 0;
    record = isSent ? delivered(after, now) : after;
    return {
      before,
      after,
      again: advanceNotice(after, observation).record,
      againInMs,
      seen: observation.subject,
      decided: after.entries.filter(({ number }) => number > last),
    };
  });
}

/** A history after which something is not so. */
function counterexample(isSo: (look: Look) => boolean) {
  const { failed, counterexample: found } = fc.check(
    fc.property(history, steps => play(steps).every(look => isSo(look))),
    { numRuns: 300 },
  );
  return failed ? found : undefined;
}

describe('advanceNotice, whatever happens', () => {
  it('decides nothing twice', () => {
    expect(
      counterexample(
        ({ after, again }) => JSON.stringify(again) === JSON.stringify(after),
      ),
    ).toBeUndefined();
  });

  it('looks again in time, and says why and what is next', () => {
    expect(
      counterexample(
        ({ after, againInMs }) =>
          againInMs >= 0 &&
          /^[A-Z].*\.$/.test(after.reason) &&
          (after.next === undefined || after.next.recipients.length > 0) &&
          (after.state !== 'over' || after.overAt !== undefined),
      ),
    ).toBeUndefined();
  });

  it('tells nobody but those who know when it is over', () => {
    expect(
      counterexample(({ before, decided, seen }) => {
        const known = new Set(whoKnows(before));
        return decided.every(
          ({ reason, to }) =>
            seen.end === undefined ||
            (reason === 'over' && to.every(each => known.has(each))) ||
            (reason === 'healed' && seen.route?.healFirst !== undefined),
        );
      }),
    ).toBeUndefined();
  });

  it('tells nobody while it is muted', () => {
    expect(
      counterexample(
        ({ decided, seen }) =>
          seen.mutedUntil !== 1e12 ||
          decided.every(({ reason }) => reason === 'over'),
      ),
    ).toBeUndefined();
  });

  it('tells that it opened once while people know of it', () => {
    expect(
      counterexample(
        ({ before, decided }) =>
          decided.filter(({ reason }) => reason === 'opened').length <=
          (before.told ? 0 : 1),
      ),
    ).toBeUndefined();
  });

  it('tells nobody else while somebody has it in hand, and it is not worse', () => {
    expect(
      counterexample(
        ({ decided, seen }) =>
          seen.answeredBy === undefined ||
          seen.end !== undefined ||
          decided.every(({ reason }) =>
            ['worse', 'back', 'grown'].includes(reason),
          ),
      ),
    ).toBeUndefined();
  });
});
