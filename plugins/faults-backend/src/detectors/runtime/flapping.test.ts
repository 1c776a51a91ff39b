import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { BEFORE, deployment, inShort, pod } from '../testObjects';
import { flapping } from './flapping';

const restarted = (restartCount: number, more: object = {}) =>
  pod({
    isReady: true,
    ...more,
    containerStatus: {
      restartCount,
      lastState: { terminated: { exitCode: 1, finishedAt: BEFORE } },
    },
  });
const find = (subject: object, now?: string) =>
  detectIn(flapping, { objects: [deployment(), subject], now });

describe('flapping', () => {
  it('finds a container that comes and goes', () => {
    expect(inShort(find(restarted(5)))).toEqual([
      'container-flapping of Deployment cart',
    ]);
  });

  it.each([
    ['a few restarts', restarted(4), undefined],
    ['restarts that are over', restarted(9), '2026-01-01T13:00:00Z'],
    [
      'restarts of a long life',
      restarted(9, { metadata: { creationTimestamp: '2025-06-01T00:00:00Z' } }),
      undefined,
    ],
    [
      'what a probe restarts',
      pod({
        isReady: true,
        container: { livenessProbe: { tcpSocket: { port: 80 } } },
        containerStatus: {
          restartCount: 9,
          lastState: { terminated: { exitCode: 137, finishedAt: BEFORE } },
        },
      }),
      undefined,
    ],
    ['no restarts', pod({ isReady: true }), undefined],
    [
      'a pod without status',
      { kind: 'Pod', metadata: { name: 'bare' } },
      undefined,
    ],
  ])('is silent about %s', (_, subject, now) => {
    expect(find(subject, now)).toEqual([]);
  });
});
