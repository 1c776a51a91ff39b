import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, event, inShort, pod } from '../testObjects';
import { rollouts } from './rollouts';

const crashing = {
  restartCount: 3,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
};
const owned = (
  kind: string,
  revision: string,
  containerStatus: object = crashing,
) =>
  pod({
    name: 'db-0',
    containerStatus,
    metadata: {
      labels: { 'controller-revision-hash': revision },
      ownerReferences: [{ kind, name: 'db', controller: true, uid: '' }],
    },
  });
const statefulSet = (spec: object = {}, status: object = {}) => ({
  kind: 'StatefulSet',
  metadata: { name: 'db' },
  spec,
  status: { currentRevision: 'db-1', updateRevision: 'db-2', ...status },
});
const daemonSet = (status: object) => ({
  kind: 'DaemonSet',
  metadata: { name: 'db' },
  spec: {},
  status: { desiredNumberScheduled: 3, ...status },
});
const late = {
  conditions: [
    {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: 'has timed out progressing',
    },
  ],
};
const rolling = (maxUnavailable?: number | string, replicas = 1) =>
  deployment({
    spec: { replicas, strategy: { rollingUpdate: { maxUnavailable } } },
    status: { unavailableReplicas: 1 },
  });
const old = pod({ name: 'cart-0', isReady: true });
const waiting = pod({
  containerStatus: { state: { waiting: { reason: 'ContainerCreating' } } },
});
const attach = event('FailedAttachVolume', 'Multi-Attach error for volume "v"');
const homeless = pod({
  status: { conditions: [{ type: 'PodScheduled', status: 'False' }] },
});
const find = (...objects: object[]) => detectIn(rollouts, { objects });

describe('rollouts', () => {
  it('finds a new pod that waits for what an old one holds', () => {
    const [found] = find(rolling(), old, waiting, attach);
    expect(inShort([found])).toEqual(['rollout-deadlocked of Deployment cart']);
    expect(found.confidence).toBeGreaterThanOrEqual(0.85);

    const [place] = find(rolling(0), old, homeless);
    expect(inShort([place])).toEqual(['rollout-deadlocked of Deployment cart']);
    expect(place.confidence).toBeLessThan(0.6);
  });

  it.each([
    ['old pods may go first', [rolling(1), old, waiting, attach]],
    ['a share of them may go first', [rolling('50%', 2), old, waiting, attach]],
    ['there is no old pod', [rolling(), waiting, attach]],
    ['the new pod only starts', [rolling(), old, waiting]],
  ])('sees no deadlock where %s', (_, objects) => {
    expect(find(...objects)).toEqual([]);
  });

  it.each([
    [
      'rollout-deadline-exceeded of Deployment cart',
      [deployment({ status: late })],
    ],
    [
      'rollout-paused of Deployment cart',
      [deployment({ spec: { paused: true } })],
    ],
    [
      'rollout-deadlocked of StatefulSet db',
      [statefulSet(), owned('StatefulSet', 'db-1')],
    ],
    [
      'rollout-stuck of StatefulSet db',
      [statefulSet(), owned('StatefulSet', 'db-2')],
    ],
    [
      'rollout-stuck of DaemonSet db',
      [
        daemonSet({ updatedNumberScheduled: 1, numberUnavailable: 1 }),
        owned('DaemonSet', 'db-2'),
      ],
    ],
  ])('finds %s', (found, objects) => {
    expect(inShort(find(...objects))).toEqual([found]);
  });

  it.each([
    [
      'is complete',
      [
        statefulSet({}, { updateRevision: 'db-1' }),
        owned('StatefulSet', 'db-1'),
      ],
    ],
    [
      'has just begun',
      [
        statefulSet(),
        owned('StatefulSet', 'db-2', {
          state: { waiting: { reason: 'ContainerCreating' } },
        }),
      ],
    ],
    [
      'replaces all pods at once',
      [
        statefulSet({ podManagementPolicy: 'Parallel' }),
        owned('StatefulSet', 'db-1'),
      ],
    ],
    [
      'waits for people',
      [
        statefulSet({ updateStrategy: { type: 'OnDelete' } }),
        owned('StatefulSet', 'db-1'),
      ],
    ],
    [
      'is on all nodes',
      [
        daemonSet({ updatedNumberScheduled: 3, numberUnavailable: 1 }),
        owned('DaemonSet', 'db-2'),
      ],
    ],
    [
      'goes on',
      [daemonSet({ updatedNumberScheduled: 1, numberUnavailable: 0 })],
    ],
    [
      'says nothing',
      [
        deployment(),
        { kind: 'StatefulSet', metadata: { name: 'x' } },
        { kind: 'DaemonSet', metadata: { name: 'x' } },
      ],
    ],
  ])('is silent about one that %s', (_, objects) => {
    expect(find(...objects)).toEqual([]);
  });
});
