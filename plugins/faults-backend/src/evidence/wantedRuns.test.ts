import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { wantedRuns } from './wantedRuns';

const running = { running: { startedAt: '2026-11-22T10:00:00Z' } };
const ended = (exitCode: number, containerID = 'containerd://x') => ({
  terminated: { exitCode, containerID },
});
const waiting = { waiting: { reason: 'CrashLoopBackOff' } };

function status(
  name: string,
  state: object,
  lastState: object = {},
  restartCount = 0,
) {
  return { name, state, lastState, restartCount, containerID: `id-${name}` };
}

function runsOf(containers: unknown, initContainers?: unknown) {
  return wantedRuns({
    metadata: { uid: 'u' },
    status: {
      containerStatuses: containers,
      initContainerStatuses: initContainers,
    },
  } as ObjectOf<'Pod'>).map(
    ({ container, hasEnded, previous }) =>
      `${container}${previous ? ' before' : ''}${hasEnded ? ' ended' : ''}`,
  );
}

describe('wantedRuns', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['what runs', [status('a', running), status('b', running)], [], ['a', 'b']],
    ['what has just ended', [status('a', ended(1))], [], ['a ended']],
    ['nothing of what ended well', [status('a', ended(0))], [], []],
    [
      'the run before of what waits to be started again',
      [status('a', waiting, ended(0), 3)],
      [],
      ['a before ended'],
    ],
    [
      'the run before and the one that runs',
      [status('a', running, ended(2), 1), status('b', running)],
      [],
      ['a before ended', 'a'],
    ],
    [
      'an init container that failed',
      [status('a', { waiting: { reason: 'PodInitializing' } })],
      [status('set-up', waiting, ended(1), 2), status('done', ended(0))],
      ['set-up before ended'],
    ],
    ['nothing of what never ran', [status('a', waiting)], [], []],
    [
      'no more than anybody reads',
      Array.from({ length: 40 }, (_, at) => status(`c${at}`, running)),
      [],
      ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'],
    ],
    ['nothing of nothing', undefined, undefined, []],
    ['nothing of nonsense', 'lots', [null, {}, { state: 3 }], []],
  ])('wants %s', (_, containers, initContainers, expected) => {
    expect(runsOf(containers, initContainers)).toEqual(expected);
  });

  it('tells runs apart by their restarts', () => {
    const idOf = (restarts: number) =>
      wantedRuns({
        metadata: { uid: 'u' },
        status: {
          containerStatuses: [status('a', waiting, ended(1), restarts)],
        },
      } as ObjectOf<'Pod'>)[0].id;
    expect(idOf(1)).toBe(idOf(1));
    expect(idOf(1)).not.toBe(idOf(2));
  });
});
