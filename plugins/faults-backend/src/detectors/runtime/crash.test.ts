import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { BEFORE, deployment, event, inShort, pod } from '../testObjects';
import { crash } from './crash';

const ended = (exitCode: number, more: object = {}) => ({
  terminated: { exitCode, reason: 'Error', finishedAt: BEFORE, ...more },
});
const looping = (exitCode: number, description: object = {}) =>
  pod({
    status: { phase: 'Running' },
    ...description,
    containerStatus: {
      restartCount: 4,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: ended(exitCode),
    },
  });
const logs = (text: string) => ({
  logsOf: () => [{ container: 'app', previous: true, text }],
});
const mounts = (mountPath: string) => ({
  container: { volumeMounts: [{ name: 'v', mountPath }] },
});

describe('crash', () => {
  it('finds a crash loop, with the exit code and what it means', () => {
    const found = detectIn(crash, { objects: [deployment(), looping(127)] });
    expect(inShort(found)).toEqual(['application-crash of Deployment cart']);
    expect(found[0].message).toContain(
      "'app' ended with exit code 127 (the command was not found)",
    );
    expect(found[0].confidence).toBe(0.7);
    expect(found[0].isLasting).toBe(true);
  });

  it('takes the log for the cause where it names one', () => {
    const found = detectIn(crash, {
      objects: [deployment(), looping(1)],
      evidence: logs('hello\nbind: address already in use\n'),
    });
    expect(inShort(found)).toEqual([
      'port-in-use of Deployment cart',
      'application-crash of Deployment cart',
    ]);
    expect(found[0].confidence).toBe(0.93);
    expect(found[1].confidence).toBe(0.5);
    expect(found[0].evidence[0]).toMatchObject({
      source: 'log',
      message: 'bind: address already in use',
      object: { kind: 'Pod', name: 'cart-1' },
    });
  });

  it('blames a volume for denied permission only where one is mounted', () => {
    const find = (mountPath: string) =>
      detectIn(crash, {
        objects: [deployment(), looping(1, mounts(mountPath))],
        evidence: logs('open /data/x: permission denied'),
      }).find(({ fault }) => fault === 'volume-permission-denied');
    expect(find('/data')?.confidence).toBe(0.93);
    expect(
      find('/var/run/secrets/kubernetes.io/serviceaccount')?.confidence,
    ).toBe(0.5);
  });

  it('finds a volume whose mount is refused', () => {
    const found = detectIn(crash, {
      objects: [
        deployment(),
        pod({
          containerStatus: {
            state: { waiting: { reason: 'ContainerCreating' } },
          },
        }),
        event(
          'FailedMount',
          'MountVolume.SetUp failed for volume "nfs": mount.nfs: access denied by server',
        ),
      ],
    });
    expect(inShort(found)).toEqual([
      'volume-permission-denied of Deployment cart',
    ]);
  });

  it('does not take a dependency that is gone for a cause of its own', () => {
    const found = detectIn(crash, {
      objects: [deployment(), looping(1)],
      evidence: logs('dial tcp 10.0.0.9:5432: connect: connection refused'),
    });
    expect(found[0].fault).toBe('dependency-unreachable');
    expect(Math.max(...found.map(({ confidence }) => confidence))).toBeLessThan(
      0.85,
    );
  });

  it('finds what ends without an error although it should run on', () => {
    const found = detectIn(crash, { objects: [deployment(), looping(0)] });
    expect(inShort(found)).toEqual(['application-ends of Deployment cart']);
    expect(
      detectIn(crash, {
        objects: [looping(0, { spec: { restartPolicy: 'OnFailure' } })],
      }),
    ).toEqual([]);
  });

  it('is less sure of what is ready again, and forgets it after an hour', () => {
    const recovered = pod({
      isReady: true,
      containerStatus: { restartCount: 1, lastState: ended(1) },
    });
    const find = (now: string) =>
      detectIn(crash, {
        objects: [deployment(), recovered],
        evidence: logs('no space left on device'),
        now,
      });
    expect(find('2026-01-01T12:00:00Z').map(f => f.confidence)).toEqual([
      0.7, 0.5,
    ]);
    expect(find('2026-01-01T13:00:00Z')).toEqual([]);
  });

  it.each([
    [
      'was killed by a probe',
      pod({
        container: { livenessProbe: { httpGet: { port: 80 } } },
        containerStatus: {
          restartCount: 3,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: ended(143),
        },
      }),
    ],
    [
      'had no memory',
      pod({
        containerStatus: {
          restartCount: 3,
          lastState: ended(137, { reason: 'OOMKilled' }),
        },
      }),
    ],
    [
      'never started',
      pod({
        containerStatus: { lastState: ended(128, { reason: 'StartError' }) },
      }),
    ],
    [
      'is being deleted',
      pod({
        metadata: { deletionTimestamp: BEFORE },
        containerStatus: { state: ended(1) },
      }),
    ],
    [
      'is done',
      pod({
        status: { phase: 'Succeeded' },
        containerStatus: { state: ended(0) },
      }),
    ],
    ['runs', pod({ isReady: true })],
    ['has no status', { kind: 'Pod', metadata: { name: 'bare' } }],
  ])('is silent, and asks for no log, about what %s', (_, subject) => {
    const logsOf = jest.fn();
    expect(
      detectIn(crash, {
        objects: [deployment(), subject as object],
        evidence: { logsOf },
      }),
    ).toEqual([]);
    expect(logsOf).not.toHaveBeenCalled();
  });
});
