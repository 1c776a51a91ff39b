import type { OwnerTree } from '@groundcrew/plugin-clusters-node';
import type { WorkloadSummary } from '@groundcrew/plugin-deployments-common';
import {
  container,
  deployment,
  NOW,
  place,
  pod,
  podTrees,
  readyPod,
  replicaSet,
  tree,
} from './__fixtures__/objects';
import { workloadSummary } from './workloadSummary';

const crashing = pod('checkout-b', {
  containerStatuses: [
    container({
      restartCount: 4,
      state: {
        waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' },
      },
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    }),
  ],
});
const slow = pod('checkout-s', {
  containerStatuses: [
    container({ state: { running: { startedAt: '2026-03-01T10:00:00Z' } } }),
  ],
});
const starting = pod('checkout-b', {
  phase: 'Pending',
  containerStatuses: [
    container({ state: { waiting: { reason: 'ContainerCreating' } } }),
  ],
});

function rollingOut(newPod: OwnerTree[]): OwnerTree {
  return tree(
    'Deployment',
    deployment({
      image: 'shop/checkout:1.9.0',
      status: {
        updatedReplicas: 1,
        replicas: 3,
        conditions: [
          { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' },
        ],
      },
    }),
    [
      tree(
        'ReplicaSet',
        replicaSet(2, { replicas: 1, available: 1, version: '1.9.0' }),
        newPod,
      ),
      tree(
        'ReplicaSet',
        replicaSet(1, { replicas: 2, available: 2 }),
        podTrees(readyPod('checkout-a')),
      ),
    ],
  );
}

const cases: [string, OwnerTree, Partial<WorkloadSummary>][] = [
  [
    'a Deployment with all replicas ready runs',
    tree(
      'Deployment',
      deployment(),
      podTrees(readyPod('checkout-a'), readyPod('checkout-b')),
    ),
    {
      status: 'running',
      version: '1.8.2',
      notReadyPods: 0,
      rollout: { state: 'complete', progress: 1 },
    },
  ],
  [
    'the version label of the pod template goes before the image tag',
    tree(
      'Deployment',
      deployment({ labels: { 'app.kubernetes.io/version': '2026.3' } }),
    ),
    { version: '2026.3' },
  ],
  [
    'a roll-out under way says where it comes from and how far it is',
    rollingOut(podTrees(readyPod('checkout-c'))),
    {
      status: 'progressing',
      version: '1.9.0',
      previousVersion: '1.8.2',
      rollout: { state: 'progressing', progress: 0.5, message: undefined },
    },
  ],
  [
    'a roll-out whose new pod crashes needs a person',
    rollingOut(podTrees(crashing)),
    { status: 'degraded', restarts: 4, notReadyPods: 1 },
  ],
  [
    'a roll-out that keeps its replicas may wait for a slow pod',
    rollingOut(podTrees(slow)),
    { status: 'progressing', problems: [], notReadyPods: 1 },
  ],
  [
    'a pod that is slow after the roll-out needs a person',
    tree(
      'Deployment',
      deployment({ status: { readyReplicas: 1, availableReplicas: 1 } }),
      podTrees(slow),
    ),
    {
      status: 'degraded',
      problems: [expect.objectContaining({ reason: 'NotReady' })] as never,
    },
  ],
  [
    'a crash after the roll-out is no roll-out',
    tree(
      'Deployment',
      deployment({ status: { readyReplicas: 1, availableReplicas: 1 } }),
      podTrees(crashing),
    ),
    { status: 'degraded', rollout: { state: 'complete', progress: 1 } },
  ],
  [
    'a pod that is only starting is no problem',
    tree(
      'Deployment',
      deployment({ status: { readyReplicas: 1, availableReplicas: 1 } }),
      podTrees(starting),
    ),
    { status: 'progressing', problems: [], notReadyPods: 1 },
  ],
  [
    'a roll-out past its deadline is stalled',
    tree(
      'Deployment',
      deployment({
        status: {
          updatedReplicas: 1,
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              message: 'timed out',
            },
          ],
        },
      }),
    ),
    {
      status: 'degraded',
      rollout: { state: 'stalled', progress: 0.5, message: 'timed out' },
    },
  ],
  [
    'a change that the controller has not seen yet is a roll-out',
    tree('Deployment', {
      ...deployment(),
      metadata: { ...deployment().metadata, generation: 2 },
    }),
    { status: 'progressing' },
  ],
  [
    'a paused Deployment is paused',
    tree('Deployment', deployment({ spec: { paused: true } })),
    { status: 'paused' },
  ],
  [
    'a Deployment of no replicas is stopped',
    tree(
      'Deployment',
      deployment({
        spec: { replicas: 0 },
        status: {
          replicas: 0,
          updatedReplicas: 0,
          readyReplicas: 0,
          availableReplicas: 0,
        },
      }),
    ),
    { status: 'stopped' },
  ],
  [
    'a StatefulSet between two revisions rolls out',
    tree('StatefulSet', {
      metadata: { name: 'db', generation: 1 },
      spec: { replicas: 3 },
      status: {
        observedGeneration: 1,
        readyReplicas: 3,
        availableReplicas: 3,
        updatedReplicas: 1,
        currentRevision: 'db-1',
        updateRevision: 'db-2',
      },
    } as OwnerTree['object']),
    { status: 'progressing' },
  ],
  [
    'a StatefulSet held at its partition is paused',
    tree('StatefulSet', {
      metadata: { name: 'db', generation: 1 },
      spec: {
        replicas: 3,
        updateStrategy: { rollingUpdate: { partition: 2 } },
      },
      status: {
        observedGeneration: 1,
        readyReplicas: 3,
        updatedReplicas: 1,
        currentRevision: 'db-1',
        updateRevision: 'db-2',
      },
    } as OwnerTree['object']),
    { status: 'paused' },
  ],
  [
    'a DaemonSet on every node runs',
    tree('DaemonSet', {
      metadata: { name: 'agent', generation: 3 },
      status: {
        observedGeneration: 3,
        desiredNumberScheduled: 4,
        updatedNumberScheduled: 4,
        numberReady: 4,
        numberAvailable: 4,
      },
    } as OwnerTree['object']),
    {
      status: 'running',
      replicas: { desired: 4, ready: 4, updated: 4, available: 4 },
    },
  ],
  [
    'an Argo Rollout that waits at a step is paused',
    tree('Rollout', {
      metadata: { name: 'checkout' },
      spec: { replicas: 4 },
      status: {
        phase: 'Paused',
        message: 'CanaryPauseStep',
        readyReplicas: 4,
        updatedReplicas: 1,
      },
    } as OwnerTree['object']),
    {
      status: 'paused',
      rollout: { state: 'paused', message: 'CanaryPauseStep', progress: 0 },
    },
  ],
  [
    'a Job that failed needs a person',
    tree('Job', {
      metadata: { name: 'report' },
      status: {
        conditions: [
          { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' },
        ],
      },
    } as OwnerTree['object']),
    {
      status: 'degraded',
      problems: [{ reason: 'BackoffLimitExceeded', message: undefined }],
    },
  ],
  [
    'a CronJob whose last run made up for a failure has completed',
    tree('CronJob', { metadata: { name: 'report' } }, [
      tree('Job', {
        metadata: {
          name: 'report-1',
          creationTimestamp: '2026-03-01T01:00:00Z',
        },
        status: { conditions: [{ type: 'Failed', status: 'True' }] },
      } as OwnerTree['object']),
      tree('Job', {
        metadata: {
          name: 'report-2',
          creationTimestamp: '2026-03-01T02:00:00Z',
        },
        status: {
          succeeded: 1,
          conditions: [{ type: 'Complete', status: 'True' }],
        },
      } as OwnerTree['object']),
    ]),
    {
      status: 'completed',
      replicas: { desired: 0, ready: 0, updated: 0, available: 0 },
    },
  ],
  [
    'a pod without a workload runs',
    tree('Pod', readyPod('shell')),
    { status: 'running' },
  ],
];

describe('workloadSummary', () => {
  it.each(cases)('%s', (_, workload, expected) => {
    expect(workloadSummary(workload, place([workload]), NOW)).toMatchObject(
      expected,
    );
  });

  it('knows nothing for sure of a cluster that cannot be read', () => {
    const workload = tree('Deployment', deployment());
    const stale = {
      freshness: {
        stale: { reason: 'connection refused', since: '2026-03-01T10:00:00Z' },
      },
    };
    expect(
      workloadSummary(workload, place([workload], stale), NOW).status,
    ).toBe('unknown');
  });

  it('puts the most telling problem first and keeps five', () => {
    const pods = Array.from({ length: 6 }, (_, index) =>
      pod(`checkout-${index}`, { phase: 'Failed', reason: 'Evicted' }),
    );
    const oom = pod('checkout-z', {
      containerStatuses: [
        container({
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
        }),
      ],
    });
    const workload = tree('Deployment', deployment(), podTrees(...pods, oom));
    const { problems } = workloadSummary(workload, place([workload]), NOW);
    expect(problems).toHaveLength(5);
    expect(problems[0]).toMatchObject({
      pod: 'checkout-z',
      reason: 'OOMKilled',
    });
  });
});
