import { createDetector } from '@groundcrew/plugin-faults-node';
import { DetectorConduct, type DetectorRun } from './DetectorConduct';

const named = (id: string) =>
  createDetector({
    id,
    title: `Of ${id}`,
    faults: [],
    subjects: ['Pod'],
    detect: () => [],
  });
const one = named('one');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const fine: DetectorRun = { tookMs: 1 };
const slow: DetectorRun = { tookMs: 300 };
const verySlow: DetectorRun = { tookMs: 3_000 };
const failed: DetectorRun = { tookMs: 1, error: new Error('no') };
const times = (count: number, ...runs: DetectorRun[]) =>
  Array.from({ length: count }, () => runs).flat();

describe('DetectorConduct', () => {
  it.each<[string, number, DetectorRun[], boolean]>([
    ['does well', 0, times(10_000, fine), false],
    ['is slow once or twice', SECOND, times(2, slow), false],
    ['is slow three times', SECOND, times(3, slow), true],
    ['is slow now and then', MINUTE, times(20, slow), false],
    ['is far too slow once', 0, [verySlow], true],
    ['takes long in sum', 10, times(100, { tookMs: 101 }), true],
    ['takes as long in more time', SECOND, times(100, { tookMs: 101 }), false],
    ['fails now and then', SECOND, times(500, fine, failed), false],
    ['fails all the time', MINUTE, times(10, failed), true],
    ['fails very often', 1, times(100, fine, failed), true],
  ])('judges one that %s', (_, everyMs, runs, expected) => {
    const conduct = DetectorConduct.create();
    const isSuspended = runs.some((run, at) =>
      conduct.ran(one, run, at * everyMs),
    );
    expect(isSuspended).toBe(expected);
  });

  it('leaves one out for longer each time, and begins anew when it did well', () => {
    const conduct = DetectorConduct.create();
    let now = 0;
    const pauses: number[] = [];
    const misbehave = () => {
      expect(conduct.ran(one, verySlow, now)).toBe(true);
      expect(conduct.isSuspended(one, now)).toBe(true);
      const until = conduct.nextReturn() ?? 0;
      pauses.push((until - now) / MINUTE);
      expect(conduct.isSuspended(one, until - 1)).toBe(true);
      expect(conduct.takeBack(until - 1)).toEqual([]);
      now = until;
      expect(conduct.takeBack(now)).toEqual([one]);
      expect(conduct.isSuspended(one, now)).toBe(false);
      expect(conduct.nextReturn()).toBeUndefined();
    };
    misbehave();
    misbehave();
    misbehave();
    misbehave();
    now += 31 * MINUTE;
    misbehave();
    expect(pauses).toEqual([1, 5, 30, 30, 1]);
  });

  it('judges each by itself, and tells of those that it had to', () => {
    const conduct = DetectorConduct.create();
    const [two, three] = [named('two'), named('three')];
    conduct.ran(one, fine, 0);
    conduct.ran(two, { tookMs: 1, error: new TypeError('of a secret') }, 0);
    conduct.ran(three, verySlow, 0);
    expect(conduct.isSuspended(two, 0)).toBe(false);
    expect(conduct.trouble('dev')).toEqual([
      {
        detector: 'two',
        title: 'Of two',
        cluster: 'dev',
        failures: 1,
        slow: 0,
        lastError: expect.stringMatching(
          /^TypeError at DetectorConduct\.test\.ts:\d+$/,
        ),
      },
      {
        detector: 'three',
        title: 'Of three',
        cluster: 'dev',
        failures: 0,
        slow: 1,
        suspendedUntil: '1970-01-01T00:01:00.000Z',
      },
    ]);
  });

  it.each([['text'], [undefined], [{ name: 'x' }]])(
    'takes %j that is thrown for a failure',
    thrown => {
      const conduct = DetectorConduct.create();
      conduct.ran(one, { tookMs: 1, error: thrown ?? null }, 0);
      expect(conduct.trouble('dev')).toMatchObject([
        { failures: 1, lastError: 'It threw something that is no error' },
      ]);
    },
  );
});
