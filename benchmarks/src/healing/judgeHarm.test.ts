import { judgeHarm } from './judgeHarm';

const START = Date.UTC(2026, 0, 1);
const ready = (...counts: number[]) =>
  counts.map((count, index) => ({ at: START + index * 1_000, ready: count }));
const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString();

describe('judgeHarm', () => {
  it.each<[string, number, number[], number | undefined]>([
    ['nothing where nothing was done', 0, [2, 0], undefined],
    ['nothing where it was as bad before', 0, [2, 0, 0, 2], 1.5],
    ['what went when it was acted on', 1, [2, 1, 1, 0, 2], 2.5],
    ['nothing where pods only came', 0, [0, 1, 2], 0.5],
  ])('counts %s', (_, lost, counts, actedAfter) => {
    expect(
      judgeHarm({
        recovery: { ready: ready(...counts) },
        operations:
          actedAfter === undefined
            ? [{ startedAt: undefined }]
            : [{ startedAt: at(actedAfter) }],
      }),
    ).toBe(lost);
  });
});
