import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import { parse } from 'yaml';
import { healthOf, type ServingKind } from './healthOf';

const through = 'NewReplicaSetAvailable';

function deployment(of: {
  wanted?: number;
  ready: number;
  /** Of the newest revision; by default all that there are. */
  updated?: number;
  pods?: number;
  reason?: string;
  gaveUp?: boolean;
  more?: string;
  unseen?: boolean;
}): KubernetesObject {
  const { gaveUp, more = '', ready, reason = through, unseen, wanted = 4 } = of;
  const { pods = wanted, updated = pods } = of;
  return parse(`
metadata: { generation: ${unseen ? 2 : 1} }
spec: { replicas: ${wanted}${more} }
status:
  observedGeneration: 1
  replicas: ${pods}
  updatedReplicas: ${updated}
  readyReplicas: ${ready}
  conditions:
    - { type: Progressing, status: '${gaveUp ? 'False' : 'True'}', reason: ${
    gaveUp ? 'ProgressDeadlineExceeded' : reason
  } }
`);
}

const rolling = { updated: 2, reason: 'ReplicaSetUpdated' };
const recreate = ', strategy: { type: Recreate }';
const half =
  ', strategy: { rollingUpdate: { maxUnavailable: 50%, maxSurge: 0 } }';
const careful =
  ', strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }';

const statefulSet = (ready: number, more = '', status = '') =>
  parse(`
metadata: { generation: 1 }
spec: { replicas: 3 ${more} }
status: { observedGeneration: 1, replicas: 3, readyReplicas: ${ready}, currentRevision: a ${status} }
`);
const newRevision = ', updateRevision: b, updatedReplicas: 1';

const daemonSet = (desired: number, ready: number, updated = desired) =>
  parse(`
metadata: { generation: 1 }
spec: { updateStrategy: { type: RollingUpdate } }
status: { observedGeneration: 1, desiredNumberScheduled: ${desired}, numberReady: ${ready}, updatedNumberScheduled: ${updated} }
`);

const rollout = (ready: number, strategy: string, phase: string, hash = 'b') =>
  parse(`
spec: { replicas: 4, strategy: ${strategy} }
status: { readyReplicas: ${ready}, phase: ${phase}, currentPodHash: ${hash}, stableRS: a }
`);

describe('healthOf', () => {
  it.each<[string, ServingKind, KubernetesObject, string]>([
    ['all are ready', 'Deployment', deployment({ ready: 4 }), 'up'],
    ['one crashes', 'Deployment', deployment({ ready: 3 }), 'degraded'],
    ['all crash', 'Deployment', deployment({ ready: 0 }), 'down'],
    [
      'none is wanted',
      'Deployment',
      deployment({ wanted: 0, ready: 0 }),
      'idle',
    ],
    ['one is wanted by default', 'Deployment', {}, 'down'],
    [
      'a roll-out takes what it may',
      'Deployment',
      deployment({ ready: 3, ...rolling }),
      'up',
    ],
    [
      'a roll-out has begun, and its controller does not know yet',
      'Deployment',
      deployment({ ready: 3, unseen: true }),
      'up',
    ],
    [
      'old pods are there yet',
      'Deployment',
      deployment({ ready: 3, pods: 5, updated: 4 }),
      'up',
    ],
    [
      'a roll-out takes more than it may',
      'Deployment',
      deployment({ ready: 2, ...rolling }),
      'degraded',
    ],
    [
      'a roll-out may take half',
      'Deployment',
      deployment({ ready: 2, ...rolling, more: half }),
      'up',
    ],
    [
      'a roll-out may take none, and one crashes',
      'Deployment',
      deployment({ ready: 3, ...rolling, more: careful }),
      'degraded',
    ],
    [
      'a quarter of three is none',
      'Deployment',
      deployment({ wanted: 3, ready: 2, ...rolling }),
      'degraded',
    ],
    [
      'a roll-out takes the only one',
      'Deployment',
      deployment({ wanted: 1, ready: 0, pods: 1, updated: 0, more: half }),
      'down',
    ],
    [
      'one of four is back after all were recreated',
      'Deployment',
      deployment({ ready: 1, ...rolling, more: recreate }),
      'up',
    ],
    [
      'all are recreated',
      'Deployment',
      deployment({ ready: 0, ...rolling, more: recreate }),
      'down',
    ],
    [
      'a roll-out is stuck',
      'Deployment',
      deployment({ ready: 3, ...rolling, gaveUp: true }),
      'degraded',
    ],
    [
      'a roll-out is paused',
      'Deployment',
      deployment({ ready: 3, ...rolling, more: ', paused: true' }),
      'degraded',
    ],
    [
      'numbers make no sense',
      'Deployment',
      { spec: { replicas: 'x' }, status: { readyReplicas: -3 } } as object,
      'down',
    ],
    ['all are ready', 'StatefulSet', statefulSet(3), 'up'],
    ['one is not', 'StatefulSet', statefulSet(2), 'degraded'],
    [
      'one is being updated',
      'StatefulSet',
      statefulSet(2, '', newRevision),
      'up',
    ],
    [
      'one is being updated, and one crashes',
      'StatefulSet',
      statefulSet(1, '', newRevision),
      'degraded',
    ],
    [
      'all above the partition are updated',
      'StatefulSet',
      statefulSet(
        2,
        ', updateStrategy: { rollingUpdate: { partition: 2 } }',
        newRevision,
      ),
      'degraded',
    ],
    [
      'somebody deletes pods to update them',
      'StatefulSet',
      statefulSet(2, ', updateStrategy: { type: OnDelete }', newRevision),
      'degraded',
    ],
    ['on all nodes', 'DaemonSet', daemonSet(3, 3), 'up'],
    ['not on one node', 'DaemonSet', daemonSet(3, 2), 'degraded'],
    ['one is being updated', 'DaemonSet', daemonSet(3, 2, 1), 'up'],
    ['no node wants it', 'DaemonSet', daemonSet(0, 0), 'idle'],
    ['its status was never written', 'DaemonSet', {}, 'idle'],
    ['all are ready', 'Rollout', rollout(4, '{}', 'Healthy', 'a'), 'up'],
    [
      'a canary takes what it may',
      'Rollout',
      rollout(3, '{ canary: {} }', 'Progressing'),
      'up',
    ],
    [
      'a canary waits',
      'Rollout',
      rollout(3, '{ canary: { maxUnavailable: 1 } }', 'Paused'),
      'up',
    ],
    [
      'one crashes while blue becomes green',
      'Rollout',
      rollout(3, '{ blueGreen: {} }', 'Progressing'),
      'degraded',
    ],
    [
      'a canary failed',
      'Rollout',
      rollout(3, '{ canary: {} }', 'Degraded'),
      'degraded',
    ],
  ])('%s: a %s', (_, kind, object, health) => {
    expect(healthOf(kind, object).health).toBe(health);
  });

  it('says how many are wanted and ready, and whether anything is still to come', () => {
    expect(healthOf('Deployment', deployment({ ready: 3 }))).toEqual({
      health: 'degraded',
      desired: 4,
      ready: 3,
      isProgressing: true,
    });
    expect(
      healthOf('Deployment', deployment({ ready: 0, gaveUp: true })),
    ).toMatchObject({ isProgressing: false });
  });
});
