import {
  delivered,
  exampleRecord,
  exampleRoute,
  seenAt,
} from '../__testUtils__/exampleObservation';
import { advanceNotice } from './advanceNotice';
import type { NoticeRecord } from './NoticeRecord';
import type { Subject } from './Subject';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const healFirst = { withinMs: 5 * MINUTE, whenHealed: 'quiet' as const };
const healing = exampleRoute({ healFirst });
/** Berlin, working days from 9 to 17. */
const calendar = {
  timeZone: 'Europe/Berlin',
  days: new Set([1, 2, 3, 4, 5]),
  fromMinute: 9 * 60,
  toMinute: 17 * 60,
};
/** Sunday, 22 November 2026, 23:00 in Berlin; 10 hours before work. */
const SUNDAY_NIGHT = Date.parse('2026-11-22T22:00:00Z');

/** What happens, at which time after the beginning, and what is sent then: `to: reason severity`. */
type Step = [number, Partial<Subject>, string[], NoticeRecord['state']];

function play(steps: readonly Step[], from = 1_000_000) {
  let record: NoticeRecord = exampleRecord();
  let known = 0;
  return steps.map(([after, changes]) => {
    const now = from + after;
    record = advanceNotice(record, seenAt(now, changes)).record;
    const sent = record.entries
      .filter(({ number }) => number > known)
      .map(
        ({ reason, severity, to }) => `${to.join(' ')}: ${reason} ${severity}`,
      );
    known = Math.max(known, ...record.entries.map(({ number }) => number));
    record = delivered(record, now);
    return [after, changes, sent, record.state];
  });
}

describe('advanceNotice', () => {
  it.each<[string, Step[]]>([
    [
      'tells the recipients of the route once what opens together',
      [
        [0, {}, [], 'waiting'],
        [SECOND, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [3 * SECOND, {}, [], 'told'],
      ],
    ],
    [
      'says that it is over to those who know, and to nobody twice',
      [
        [0, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [
          MINUTE,
          { end: 'recovered' },
          ['group:default/checkout: over P1'],
          'over',
        ],
        [HOUR, { end: 'recovered' }, [], 'over'],
      ],
    ],
    [
      'says nothing of what was over before anybody was told',
      [
        [0, {}, [], 'waiting'],
        [SECOND, { end: 'recovered' }, [], 'over'],
      ],
    ],
    [
      'merges what comes back within ten minutes, until it has stayed',
      [
        [0, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [
          2 * MINUTE,
          { end: 'recovered' },
          ['group:default/checkout: over P1'],
          'over',
        ],
        [3 * MINUTE, {}, [], 'waiting'],
        [4 * MINUTE, { end: 'recovered' }, [], 'over'],
        [5 * MINUTE, {}, [], 'waiting'],
        [12 * MINUTE, {}, ['owner group:default/checkout: back P1'], 'told'],
        [27 * MINUTE, {}, ['oncall:night: escalated P1'], 'told'],
      ],
    ],
    [
      'does not wait that long when it comes back worse',
      [
        [0, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [
          MINUTE,
          { end: 'recovered' },
          ['group:default/checkout: over P1'],
          'over',
        ],
        [
          2 * MINUTE,
          { severity: 'P0' },
          ['owner group:default/checkout: back P0'],
          'told',
        ],
      ],
    ],
    [
      'tells a rise of severity, also to who has it in hand, and no fall',
      [
        [0, { severity: 'P2' }, [], 'waiting'],
        [2 * SECOND, { severity: 'P2' }, ['owner: opened P2'], 'told'],
        [
          3 * SECOND,
          { answeredBy: 'user:a/b' },
          ['owner group:default/checkout: worse P1'],
          'answered',
        ],
        [4 * SECOND, { severity: 'P2' }, [], 'told'],
        [5 * SECOND, { severity: 'P1' }, [], 'told'],
      ],
    ],
    [
      'escalates step by step, and what became due meanwhile at once',
      [
        [0, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [15 * MINUTE, {}, [], 'told'],
        [15 * MINUTE + 2 * SECOND, {}, ['oncall:night: escalated P1'], 'told'],
        [2 * HOUR, {}, ['group:default/platform: escalated P1'], 'told'],
        [9 * HOUR, {}, [], 'told'],
        [
          10 * HOUR,
          { end: 'other' },
          [
            'group:default/checkout oncall:night group:default/platform: over P1',
          ],
          'over',
        ],
      ],
    ],
    [
      'escalates at once what was left alone for long',
      [
        [0, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [
          3 * HOUR,
          {},
          ['oncall:night group:default/platform: escalated P1'],
          'told',
        ],
      ],
    ],
    [
      'stops to escalate when somebody has it in hand, or nothing is wrong right now',
      [
        [0, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [HOUR, { answeredBy: 'user:a/b' }, [], 'answered'],
        [2 * HOUR, { isRecovering: true }, [], 'told'],
      ],
    ],
    [
      'escalates as the severity says where the route does not',
      [
        [0, { route: exampleRoute({ escalate: undefined }) }, [], 'waiting'],
        [
          2 * SECOND,
          { route: exampleRoute({ escalate: undefined }) },
          ['owner: opened P1'],
          'told',
        ],
        [
          29 * MINUTE,
          { route: exampleRoute({ escalate: undefined }) },
          [],
          'told',
        ],
        [
          31 * MINUTE,
          { route: exampleRoute({ escalate: undefined }) },
          ['owner: escalated P1'],
          'told',
        ],
      ],
    ],
    [
      'lets healing go first, and tells quietly that it helped',
      [
        [0, { route: healing }, [], 'healing'],
        [SECOND, { route: healing, isHealing: true }, [], 'healing'],
        [4 * MINUTE, { route: healing, isHealing: true }, [], 'healing'],
        [
          4 * MINUTE + 1,
          { route: healing, isHealing: true, end: 'recovered' },
          ['owner: healed P1'],
          'over',
        ],
      ],
    ],
    [
      'tells nothing of what healed, where the route says so',
      [
        [
          0,
          {
            route: exampleRoute({
              healFirst: { ...healFirst, whenHealed: 'none' },
            }),
            isHealing: true,
          },
          [],
          'healing',
        ],
        [
          MINUTE,
          {
            route: exampleRoute({
              healFirst: { ...healFirst, whenHealed: 'none' },
            }),
            end: 'recovered',
          },
          [],
          'over',
        ],
      ],
    ],
    [
      'tells when healing did not begin',
      [
        [0, { route: healing }, [], 'healing'],
        [9 * SECOND, { route: healing }, [], 'healing'],
        [10 * SECOND, { route: healing }, ['owner: opened P1'], 'told'],
      ],
    ],
    [
      'tells when healing gave up, but not between two attempts',
      [
        [0, { route: healing, isHealing: true }, [], 'healing'],
        [MINUTE, { route: healing }, [], 'healing'],
        [MINUTE + SECOND, { route: healing, isHealing: true }, [], 'healing'],
        [2 * MINUTE, { route: healing }, [], 'healing'],
        [
          2 * MINUTE + 10 * SECOND,
          { route: healing },
          ['owner: opened P1'],
          'told',
        ],
      ],
    ],
    [
      'tells when healing takes too long',
      [
        [0, { route: healing, isHealing: true }, [], 'healing'],
        [
          5 * MINUTE,
          { route: healing, isHealing: true },
          ['owner: opened P1'],
          'told',
        ],
      ],
    ],
    [
      'tells nobody while it is muted, and then if it is still there',
      [
        [0, { mutedUntil: 1_000_000 + HOUR }, [], 'muted'],
        [MINUTE, { mutedUntil: 1_000_000 + HOUR }, [], 'muted'],
        [HOUR, { mutedUntil: 1_000_000 + HOUR }, ['owner: opened P1'], 'told'],
        [61 * MINUTE, { mutedUntil: 1_000_000 + 3 * HOUR }, [], 'muted'],
        [
          62 * MINUTE,
          { mutedUntil: 1_000_000 + 3 * HOUR, end: 'recovered' },
          ['group:default/checkout: over P1'],
          'over',
        ],
      ],
    ],
    [
      'tells nobody of what is over when the mute ends',
      [
        [0, { mutedUntil: 1_000_000 + HOUR }, [], 'muted'],
        [
          MINUTE,
          { mutedUntil: 1_000_000 + HOUR, end: 'recovered' },
          [],
          'over',
        ],
      ],
    ],
    [
      'tells nobody of what somebody has in hand already, or of what is not wrong right now',
      [
        [0, { answeredBy: 'user:a/b' }, [], 'answered'],
        [MINUTE, { isRecovering: true }, [], 'waiting'],
        [2 * MINUTE, {}, ['owner: opened P1'], 'told'],
      ],
    ],
    [
      'tells nobody where no route is for it, or it says so',
      [
        [0, { route: undefined }, [], 'nobody'],
        [MINUTE, { route: exampleRoute({ recipients: [] }) }, [], 'nobody'],
      ],
    ],
    [
      'leaves to the storm what belongs to it',
      [
        [0, { toldWith: 'storm:prod:1' }, [], 'storm'],
        [HOUR, { toldWith: 'storm:prod:1' }, [], 'storm'],
        [2 * HOUR, { toldWith: 'storm:prod:1', end: 'recovered' }, [], 'over'],
      ],
    ],
    [
      'says to those who know that it is a part of another one, and to nobody else',
      [
        [0, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [
          MINUTE,
          { end: 'part-of-another' },
          ['group:default/checkout: over P1'],
          'over',
        ],
      ],
    ],
    [
      'tells once more when many suffer, but not soon',
      [
        [0, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [MINUTE, { size: 300 }, [], 'told'],
        [
          11 * MINUTE,
          { size: 300 },
          ['owner group:default/checkout: grown P1'],
          'told',
        ],
        [14 * MINUTE, { size: 500 }, [], 'told'],
      ],
    ],
    [
      'tells the owner as soon as they are known',
      [
        [0, { isUnowned: true }, [], 'waiting'],
        [2 * SECOND, { isUnowned: true }, ['owner: opened P1'], 'told'],
        [9 * SECOND, {}, ['owner: opened P1'], 'told'],
        [MINUTE, {}, [], 'told'],
        [2 * MINUTE, { isUnowned: true }, [], 'told'],
        [3 * MINUTE, {}, [], 'told'],
      ],
    ],
    [
      'tells no owner of what somebody has in hand',
      [
        [0, { isUnowned: true }, [], 'waiting'],
        [2 * SECOND, { isUnowned: true }, ['owner: opened P1'], 'told'],
        [9 * SECOND, { answeredBy: 'user:a/b' }, [], 'answered'],
        [MINUTE, {}, [], 'told'],
      ],
    ],
    [
      'goes on where the route is gone',
      [
        [0, {}, [], 'waiting'],
        [2 * SECOND, {}, ['owner: opened P1'], 'told'],
        [HOUR, { route: undefined }, [], 'told'],
        [
          2 * HOUR,
          { route: undefined, severity: 'P0' },
          ['group:default/checkout: worse P0'],
          'told',
        ],
      ],
    ],
  ])('%s', (_, steps) => {
    expect(play(steps)).toEqual(steps);
  });

  it('waits until somebody is at work, where the route says so', () => {
    const low = { severity: 'P3' as const, route: exampleRoute({ calendar }) };
    const steps: Step[] = [
      [0, low, [], 'waiting'],
      [9 * HOUR, low, [], 'waiting'],
      [10 * HOUR, low, ['owner: opened P3'], 'told'],
      // Half an hour before they go home, and so on the next morning.
      [
        17 * HOUR + 30 * MINUTE,
        { ...low, answeredBy: 'user:a/b' },
        [],
        'answered',
      ],
      [19 * HOUR, { ...low, severity: 'P2' }, [], 'waiting'],
      [
        34 * HOUR,
        { ...low, severity: 'P2' },
        ['owner group:default/checkout: worse P2'],
        'told',
      ],
    ];
    expect(play(steps, SUNDAY_NIGHT)).toEqual(steps);
  });

  it('says when what happens next', () => {
    const first = advanceNotice(exampleRecord(), seenAt(0, { route: healing }));
    expect(first).toMatchObject({
      againInMs: 10 * SECOND,
      record: {
        route: 'prod',
        next: { kind: 'tell', at: 10 * SECOND, recipients: ['owner'] },
      },
    });
    const told = advanceNotice(
      first.record,
      seenAt(10 * SECOND, { route: healing }),
    );
    expect(told).toMatchObject({
      againInMs: 15 * MINUTE,
      record: { next: { kind: 'escalate', recipients: ['oncall:night'] } },
    });
    expect(
      advanceNotice(told.record, seenAt(20 * SECOND, { mutedUntil: HOUR }))
        .againInMs,
    ).toBe(HOUR - 20 * SECOND);
  });

  it('is not misled by a clock that is set back', () => {
    const { record } = advanceNotice(exampleRecord(), seenAt(10 * HOUR));
    const back = advanceNotice(record, seenAt(HOUR));
    expect(back).toMatchObject({ againInMs: 2 * SECOND });
    const told = advanceNotice(back.record, seenAt(HOUR + 2 * SECOND));
    expect(told.record.state).toBe('told');
    const again = advanceNotice(told.record, seenAt(5 * MINUTE));
    expect(again).toMatchObject({
      againInMs: 15 * MINUTE,
      record: { entries: [{ reason: 'opened' }] },
    });
  });

  it('takes back what could not be sent before it was over or muted', () => {
    const failed = (changes: object) =>
      exampleRecord({
        seenAt: 0,
        told: { severity: 'P1', size: 1, at: 0, since: 0, steps: 0 },
        entries: [
          {
            number: 1,
            at: 0,
            reason: 'opened',
            message: 'It is P1.',
            route: 'prod',
            severity: 'P1',
            to: ['owner'],
            tries: 0,
            ...changes,
          },
        ],
      });
    const resolved = {
      recipients: ['user:a/b'],
      users: ['user:a/b'],
      missing: [],
    };
    const muted = seenAt(1, { mutedUntil: HOUR });
    expect(advanceNotice(failed({}), muted).record).toMatchObject({
      told: undefined,
      entries: [],
    });
    const over = seenAt(1, { end: 'recovered' });
    expect(
      advanceNotice(failed({ resolved, failure: 'away' }), over).record.entries,
    ).toEqual([]);
    // It may have been sent before the process ended.
    expect(
      advanceNotice(failed({ resolved }), over).record.entries,
    ).toMatchObject([
      { reason: 'opened' },
      { reason: 'over', to: ['user:a/b'] },
    ]);
  });
});
