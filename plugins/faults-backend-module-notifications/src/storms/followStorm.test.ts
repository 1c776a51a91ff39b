import { exampleIncident } from '../__testUtils__/exampleIncident';
import { followStorm } from './followStorm';
import { subjectOfStorm } from './subjectOfStorm';

const MINUTE = 60_000;
const limits = { incidents: 3, withinMs: 5 * MINUTE };
const opened = (id: number, openedAt: number, more: object = {}) =>
  exampleIncident({ id, openedAt, ...more });
const storm = {
  startedAt: 1_000,
  lastOpenedAt: 3_000,
  members: [1, 2, 3],
  isClosed: false,
};

describe('followStorm', () => {
  it('begins with many, and not with few or old ones', () => {
    const three = [opened(3, 3_000), opened(1, 1_000), opened(2, 2_000)];
    expect(followStorm(undefined, three, limits, 4_000)).toEqual(storm);
    expect(
      followStorm(undefined, three.slice(1), limits, 4_000),
    ).toBeUndefined();
    expect(
      followStorm(undefined, three, limits, 5 * MINUTE + 1_000),
    ).toBeUndefined();
  });

  it('counts nothing that is muted or a part of another one', () => {
    const three = [
      opened(1, 1_000),
      opened(2, 2_000),
      opened(3, 3_000, { mutedUntil: MINUTE }),
      opened(4, 3_000, { mergedInto: 1 }),
    ];
    expect(followStorm(undefined, three, limits, 4_000)).toBeUndefined();
    expect(followStorm(undefined, three, limits, MINUTE)).toBeDefined();
  });

  it('grows while others follow, and is closed when none does', () => {
    const grown = followStorm(
      storm,
      [opened(3, 3_000), opened(4, MINUTE), opened(5, 500)],
      limits,
      MINUTE,
    );
    expect(grown).toEqual({
      ...storm,
      lastOpenedAt: MINUTE,
      members: [1, 2, 3, 4],
    });
    expect(followStorm(grown, [], limits, 6 * MINUTE)).toBe(grown);
    expect(followStorm(grown, [], limits, 6 * MINUTE + 1)).toEqual({
      ...grown,
      isClosed: true,
    });
  });
});

describe('subjectOfStorm', () => {
  const route = {
    name: 'prod',
    match: {},
    recipients: ['owner'],
    escalateTo: [],
  };

  it('is as bad as the worst, and for everybody who would have been told', () => {
    expect(
      subjectOfStorm(storm, [
        { incident: opened(1, 1, { severity: 'P0' }) },
        { incident: opened(2, 1, { phase: 'healing' }), route },
        {
          incident: opened(3, 1),
          route: { ...route, recipients: ['oncall:a', 'owner'] },
        },
      ]),
    ).toEqual({
      severity: 'P0',
      size: 3,
      isHealing: true,
      isRecovering: false,
      route: { ...route, recipients: ['owner', 'oncall:a'] },
    });
  });

  it('is answered when somebody has all of them in hand, and over with the last', () => {
    const answered = { acknowledgedAt: 1, acknowledgedBy: 'user:a/b' };
    const first = { incident: opened(1, 1, answered), route };
    expect(subjectOfStorm(storm, [first]).answeredBy).toBe('user:a/b');
    expect(
      subjectOfStorm(storm, [first, { incident: opened(2, 1) }]).answeredBy,
    ).toBeUndefined();
    expect(subjectOfStorm(storm, []).end).toBe('recovered');
  });
});
