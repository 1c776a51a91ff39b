import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { BEFORE, deployment, event, inShort, pod } from '../testObjects';
import { outOfMemory } from './outOfMemory';

const limited = (memory: string) => ({
  container: { resources: { limits: { memory } } },
});
const killed = {
  terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: BEFORE },
};
const find = (subject: object, ...more: object[]) =>
  detectIn(outOfMemory, { objects: [deployment(), subject, ...more] });

describe('outOfMemory', () => {
  it('finds a container that was killed for its memory', () => {
    const found = find(
      pod({
        ...limited('64Mi'),
        containerStatus: {
          restartCount: 3,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: killed,
        },
      }),
    );
    expect(inShort(found)).toEqual(['out-of-memory of Deployment cart']);
    expect(found[0]).toMatchObject({
      confidence: 0.97,
      message: expect.stringContaining('64Mi'),
    });
  });

  it('finds a container that had no memory to start with', () => {
    const creating = pod({
      containerStatus: { state: { waiting: { reason: 'ContainerCreating' } } },
    });
    const message =
      'runc create failed: container init was OOM-killed (memory limit too low?)';
    expect(
      find(creating, event('FailedCreatePodSandBox', message))[0].confidence,
    ).toBe(0.97);
    expect(
      find(
        pod({
          containerStatus: {
            lastState: {
              terminated: { reason: 'StartError', exitCode: 128, message },
            },
          },
        }),
      )[0].confidence,
    ).toBe(0.97);
    expect(find(creating)).toEqual([]);
  });

  it('believes a limit too low for any process without being told', () => {
    const creating = (memory: string) =>
      pod({
        ...limited(memory),
        containerStatus: {
          state: { waiting: { reason: 'ContainerCreating' } },
        },
      });
    expect(find(creating('5Mi'))[0].confidence).toBe(0.9);
    expect(find(creating('64Mi'))).toEqual([]);
    expect(find(creating('a lot'))).toEqual([]);
  });

  it.each([
    [1, '2026-01-01T12:00:00Z', 0.9],
    [1, '2026-01-01T18:00:00Z', 0.55],
    [3, '2026-01-01T18:00:00Z', 0.7],
  ])(
    'is as sure as it is often and recent: %s restarts at %s: %s',
    (restartCount, now, confidence) => {
      const subject = pod({
        isReady: true,
        containerStatus: { restartCount, lastState: killed },
      });
      const objects = [deployment(), subject];
      expect(detectIn(outOfMemory, { objects, now })[0].confidence).toBe(
        confidence,
      );
      expect(
        detectIn(outOfMemory, { objects, now: '2026-01-09T00:00:00Z' }),
      ).toEqual([]);
    },
  );

  it.each([
    [
      'runs within a low limit',
      pod({
        isReady: true,
        ...limited('5Mi'),
        containerStatus: { started: true },
      }),
    ],
    [
      'ended with an error',
      pod({
        containerStatus: {
          lastState: { terminated: { reason: 'Error', exitCode: 1 } },
        },
      }),
    ],
    ['has no status', { kind: 'Pod', metadata: { name: 'bare' } }],
  ])('is silent about what %s', (_, subject) => {
    expect(find(subject)).toEqual([]);
  });
});
