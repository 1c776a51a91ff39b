import { savedTime, type SolvedIncident } from './savedTime';

const MINUTE = 60_000;
const healed = (changes = {}) => ({
  incident: 1,
  policy: 'mend',
  fault: 'application-crash',
  startedAt: 1_000,
  endedAt: 1_000 + MINUTE,
  ...changes,
});
const solved = (
  minutes: number,
  changes: Partial<SolvedIncident> = {},
): SolvedIncident => ({
  id: 100 + minutes,
  fault: 'application-crash',
  openedAt: 0,
  acknowledgedAt: 1,
  resolvedAt: minutes * MINUTE,
  resolution: 'recovered',
  ...changes,
});

describe('savedTime', () => {
  it('is nothing where nothing was healed', () => {
    expect(savedTime([], [solved(10)]).size).toBe(0);
  });

  it('takes what people took for the same fault, and what healing took off', () => {
    expect(
      savedTime([healed(), healed()], [solved(10), solved(20), solved(600)]),
    ).toEqual(
      new Map([
        ['mend', { ms: 2 * 19 * MINUTE, likePeople: 2, likeAnswer: 0 }],
      ]),
    );
  });

  it('takes the time to answer where nobody has solved that fault yet', () => {
    const others: SolvedIncident[] = [
      solved(10, { fault: 'out-of-memory' }),
      solved(10, { acknowledgedAt: undefined }),
      solved(10, { resolution: 'unlinked' }),
      solved(10, { resolvedAt: undefined }),
      // Healing ended that one.
      solved(10, { id: 1 }),
    ];
    expect(savedTime([healed()], others).get('mend')).toEqual({
      ms: 29 * MINUTE,
      likePeople: 0,
      likeAnswer: 1,
    });
  });

  it('counts each policy for itself, and never less than nothing', () => {
    const saved = savedTime(
      [
        healed({ endedAt: 1_000 + 90 * MINUTE }),
        healed({ policy: 'other', fault: 'out-of-memory', endedAt: undefined }),
      ],
      [solved(10)],
    );
    expect(saved.get('mend')).toEqual({ ms: 0, likePeople: 1, likeAnswer: 0 });
    expect(saved.get('other')).toMatchObject({ ms: 30 * MINUTE });
  });
});
