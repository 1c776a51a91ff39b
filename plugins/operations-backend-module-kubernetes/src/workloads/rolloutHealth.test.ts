import type { Verification } from '@groundcrew/plugin-operations-node';
import { replicasHealth, rolloutHealth } from './rolloutHealth';
import type { Workload } from './Workload';

type Case = [string, Workload, Verification['outcome'], RegExp];

const seen = { observedGeneration: 2 };
const metadata = { generation: 2 };

const deployment = (status: Workload['status'], spec = {}): Workload => ({
  kind: 'Deployment',
  metadata,
  spec: { replicas: 3, ...spec },
  status: { ...seen, ...status },
});

const statefulSet = (status: Workload['status'], spec = {}): Workload => ({
  kind: 'StatefulSet',
  metadata,
  spec: { replicas: 3, ...spec },
  status: {
    ...seen,
    replicas: 3,
    currentRevision: 'a',
    updateRevision: 'b',
    ...status,
  },
});

const daemonSet = (status: Workload['status']): Workload => ({
  kind: 'DaemonSet',
  metadata,
  status: { ...seen, desiredNumberScheduled: 3, ...status },
});

const all = {
  replicas: 3,
  updatedReplicas: 3,
  readyReplicas: 3,
  availableReplicas: 3,
};

const cases: Case[] = [
  [
    'a Deployment whose change was not seen',
    deployment({ ...all, observedGeneration: 1 }),
    'not-yet',
    /has not seen/,
  ],
  [
    'a Deployment without any status',
    { kind: 'Deployment', metadata, spec: { replicas: 3 } },
    'not-yet',
    /has not seen/,
  ],
  [
    'a Deployment with new pods to come',
    deployment({ ...all, updatedReplicas: 1 }),
    'not-yet',
    /^1 of 3 pods are new$/,
  ],
  [
    'a paused Deployment with new pods to come',
    deployment({ ...all, updatedReplicas: 1 }, { paused: true }),
    'not-yet',
    /paused/,
  ],
  [
    'a Deployment with old pods left',
    deployment({ ...all, replicas: 4 }),
    'not-yet',
    /^1 old pod still to go$/,
  ],
  [
    'a Deployment with new pods that are not available',
    deployment({ ...all, availableReplicas: 2 }),
    'not-yet',
    /^2 of 3 new pods are available$/,
  ],
  [
    'a Deployment that made no progress',
    deployment({
      ...all,
      updatedReplicas: 1,
      conditions: [
        {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
          message: 'timed out progressing',
        },
      ],
    }),
    'failed',
    /timed out progressing/,
  ],
  ['a Deployment that is through', deployment(all), 'healthy', /3 pods/],
  [
    'a Deployment of nothing',
    deployment({ replicas: 0 }, { replicas: 0 }),
    'healthy',
    /no pods/,
  ],
  [
    'a StatefulSet with new pods to come',
    statefulSet({ updatedReplicas: 1, availableReplicas: 3 }),
    'not-yet',
    /^1 of 3 pods are new$/,
  ],
  [
    'a StatefulSet with a pod that is not available',
    statefulSet({ updatedReplicas: 3, availableReplicas: 2 }),
    'not-yet',
    /^2 of 3 pods are available$/,
  ],
  [
    'a StatefulSet whose new revision is not the current one yet',
    statefulSet({ updatedReplicas: 3, availableReplicas: 3 }),
    'not-yet',
    /counted/,
  ],
  [
    'a StatefulSet that is through',
    statefulSet({ currentRevision: 'b', availableReplicas: 3 }),
    'healthy',
    /3 pods/,
  ],
  [
    'a StatefulSet of which one pod is held back',
    statefulSet(
      { updatedReplicas: 2, availableReplicas: 3 },
      { updateStrategy: { rollingUpdate: { partition: 1 } } },
    ),
    'healthy',
    /^2 pods from ordinal 1 on/,
  ],
  [
    'a StatefulSet that lost a pod',
    statefulSet({ currentRevision: 'b', replicas: 2, availableReplicas: 2 }),
    'not-yet',
    /^2 of 3 pods exist$/,
  ],
  [
    'a DaemonSet with new pods to come',
    daemonSet({ updatedNumberScheduled: 2, numberAvailable: 3 }),
    'not-yet',
    /^2 of 3 pods are new$/,
  ],
  [
    'a DaemonSet with a pod that is not available',
    daemonSet({ updatedNumberScheduled: 3, numberAvailable: 2 }),
    'not-yet',
    /^2 of 3 pods are available$/,
  ],
  [
    'a DaemonSet that is through',
    daemonSet({ updatedNumberScheduled: 3, numberAvailable: 3 }),
    'healthy',
    /3 pods/,
  ],
];

describe('rolloutHealth', () => {
  it.each(cases)('of %s', (_, workload, outcome, message) => {
    expect(rolloutHealth(workload)).toEqual({
      outcome,
      message: expect.stringMatching(message),
    });
  });
});

describe('replicasHealth', () => {
  it.each<Case>([
    ['scaled by somebody else', deployment(all), 'failed', /set 3 replicas/],
    [
      'not seen yet',
      deployment({ observedGeneration: 1 }, { replicas: 5 }),
      'not-yet',
      /has not seen/,
    ],
    [
      'missing pods',
      deployment(all, { replicas: 5 }),
      'not-yet',
      /^3 of 5 pods exist$/,
    ],
    [
      'waiting for pods',
      deployment({ ...all, replicas: 5 }, { replicas: 5 }),
      'not-yet',
      /^3 of 5 pods are available$/,
    ],
    [
      'there, while a paused rollout keeps old pods',
      deployment(
        { replicas: 5, updatedReplicas: 1, availableReplicas: 5 },
        { replicas: 5, paused: true },
      ),
      'healthy',
      /5 pods/,
    ],
  ])('of 5 that are %s', (_, workload, outcome, message) => {
    expect(replicasHealth(workload, 5)).toEqual({
      outcome,
      message: expect.stringMatching(message),
    });
  });

  it('of none', () => {
    expect(
      replicasHealth(deployment({ replicas: 0 }, { replicas: 0 }), 0),
    ).toMatchObject({ outcome: 'healthy' });
  });
});
