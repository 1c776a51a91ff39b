import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { Impact } from '@groundcrew/plugin-operations-common';
import type { Pod } from 'kubernetes-types/core/v1';
import { byEvictability } from '../nodes/podsOfNode';
import type { Workload } from '../workloads/Workload';
import { drainDisruptions, drainImpacts } from './drainImpacts';
import { imageImpacts } from './imageImpacts';
import { podDisruptions, podImpacts } from './podImpacts';
import { rolloutImpacts } from './rolloutImpacts';
import { scaleImpacts } from './scaleImpacts';
import { scaleLimitImpacts } from './scaleLimitImpacts';

type Budget = ObjectOf<'PodDisruptionBudget'>;

const budget = (
  app: string,
  disruptionsAllowed: number,
  minAvailable: number | string = 2,
): Budget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: `${app}-budget`, namespace: 'default' },
  spec: { minAvailable, selector: { matchLabels: { app } } },
  status: {
    disruptionsAllowed,
    desiredHealthy: Number(minAvailable) || 2,
    currentHealthy: (Number(minAvailable) || 2) + disruptionsAllowed,
    expectedPods: 3,
  },
});

const brief = (impacts: Impact[]) =>
  impacts.map(({ severity, code }) => `${severity} ${code}`);

const deployment = (
  replicas: number,
  spec: Workload['spec'] = {},
  ready = replicas,
): Workload => ({
  kind: 'Deployment',
  spec: { replicas, ...spec },
  status: { readyReplicas: ready },
});

const statefulSet = (
  replicas: number,
  spec: Workload['spec'] = {},
): Workload => ({
  kind: 'StatefulSet',
  spec: { replicas, ...spec },
  status: { readyReplicas: replicas },
});

const volumes = { volumeClaimTemplates: [{ metadata: { name: 'files' } }] };
const recreate = { strategy: { type: 'Recreate' } };

describe('rolloutImpacts', () => {
  it.each<[string, Workload, Budget[], string[]]>([
    [
      'of a surging Deployment',
      deployment(3),
      [],
      ['note replicas-unavailable'],
    ],
    [
      'of a surging Deployment with an exhausted budget',
      deployment(3),
      [budget('web', 0)],
      ['note replicas-unavailable'],
    ],
    ['of eight replicas', deployment(8), [], ['warning replicas-unavailable']],
    [
      'of eight replicas with an exhausted budget',
      deployment(8),
      [budget('web', 0), budget('web', 1)],
      ['warning replicas-unavailable', 'warning disruption-budget'],
    ],
    [
      'of Recreate',
      deployment(3, recreate),
      [],
      ['danger replicas-unavailable'],
    ],
    ['of nothing', deployment(0), [], ['note replicas-unavailable']],
    [
      'of one that is not well',
      deployment(3, {}, 1),
      [],
      ['note replicas-unavailable', 'warning unhealthy'],
    ],
    [
      'of a single pod of a StatefulSet with a volume',
      statefulSet(1, volumes),
      [],
      ['danger replicas-unavailable', 'note persistent-volumes'],
    ],
    [
      'of a StatefulSet that holds back',
      statefulSet(3, { updateStrategy: { rollingUpdate: { partition: 2 } } }),
      [],
      ['warning replicas-unavailable', 'warning partition'],
    ],
  ])('%s', (_, workload, budgets, expected) => {
    expect(brief(rolloutImpacts(workload, budgets))).toEqual(expected);
  });

  it('says it in words', () => {
    expect(rolloutImpacts(deployment(8), [])[0].message).toBe(
      'Up to 2 of 8 pods are unavailable at a time.',
    );
    expect(rolloutImpacts(deployment(2, recreate), [])[0].message).toBe(
      'All 2 pods go at once (strategy Recreate): nothing serves until new ones are available.',
    );
  });
});

describe('scaleImpacts', () => {
  const shrinking = {
    ...volumes,
    persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' },
  };
  it.each<[string, Workload, number, Budget[], string[]]>([
    ['up', deployment(2), 3, [], []],
    [
      'up of one that is not well',
      deployment(2, {}, 1),
      3,
      [],
      ['warning unhealthy'],
    ],
    [
      'down',
      deployment(5),
      3,
      [budget('web', 3)],
      ['note replicas-unavailable'],
    ],
    ['to one', deployment(5), 1, [], ['warning single-replica']],
    ['to nothing', deployment(5), 0, [], ['danger replicas-unavailable']],
    [
      'below a budget',
      deployment(5),
      1,
      [budget('web', 3)],
      ['warning single-replica', 'warning disruption-budget'],
    ],
    [
      'below a budget that is a percentage, which falls with it',
      deployment(5),
      3,
      [budget('web', 3, '80%')],
      ['note replicas-unavailable'],
    ],
    [
      'down, keeping volumes',
      statefulSet(3, volumes),
      2,
      [],
      ['note replicas-unavailable', 'note persistent-volumes'],
    ],
    [
      'down, deleting volumes',
      statefulSet(3, shrinking),
      2,
      [],
      ['note replicas-unavailable', 'danger persistent-volumes'],
    ],
  ])('%s', (_, workload, replicas, budgets, expected) => {
    expect(brief(scaleImpacts(workload, replicas, budgets))).toEqual(expected);
  });
});

describe('scaleLimitImpacts', () => {
  const at = (currentReplicas: number) => ({
    status: { currentReplicas, desiredReplicas: currentReplicas },
  });
  it.each<[number, number, number, string[]]>([
    [3, 2, 5, []],
    [3, 4, 5, ['note replicas']],
    [3, 2, 2, ['warning replicas-unavailable', 'warning autoscaling-off']],
    [1, 1, 5, ['note single-replica']],
  ])('%d replicas between %d and %d', (now, min, max, expected) => {
    expect(
      brief(
        scaleLimitImpacts(at(now) as never, {
          minReplicas: min,
          maxReplicas: max,
        }),
      ),
    ).toEqual(expected);
  });
});

describe('imageImpacts', () => {
  it.each([
    ['web:1', 'web:2', []],
    ['web:1', 'other/web:1', ['warning other-repository']],
    ['web:1', 'web:latest', ['warning movable-tag']],
    ['web:1', 'web', ['warning movable-tag']],
  ])('%s to %s', (before, after, expected) => {
    expect(brief(imageImpacts(before, after))).toEqual(expected);
  });
});

const controller = (kind: string, name: string) => ({
  ownerReferences: [
    { apiVersion: 'apps/v1', kind, name, uid: '', controller: true },
  ],
});
const readyStatus = { conditions: [{ type: 'Ready', status: 'True' }] };

const pod = (name: string, app: string, owner: object, spec = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app }, ...owner },
  spec: { containers: [], nodeName: 'node-1', ...spec },
  status: readyStatus,
});

const set = (name: string, replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name },
  spec: { replicas },
  status: { replicas, readyReplicas: replicas },
});

const store = createClusterFixture({
  clusters: {
    prod: {
      objects: [
        set('web', 3),
        set('lonely', 1),
        pod('web-0', 'web', controller('StatefulSet', 'web')),
        pod('web-1', 'web', controller('StatefulSet', 'web')),
        pod('lonely-0', 'lonely', controller('StatefulSet', 'lonely'), {
          volumes: [{ name: 'tmp', emptyDir: {} }],
        }),
        pod('agent', 'agent', controller('DaemonSet', 'agent')),
        pod('bare', 'bare', {}),
        budget('web', 0, 3),
        set('halved', 4),
        pod('halved-0', 'halved', controller('StatefulSet', 'halved')),
        pod('halved-1', 'halved', controller('StatefulSet', 'halved')),
        budget('halved', 1, 3),
      ],
    },
  },
}).service.store('prod');

const podNamed = (name: string): Pod =>
  store.get('Pod', { namespace: 'default', name })!;

describe('podImpacts', () => {
  it.each<[string, string[]]>([
    ['web-0', ['note replicas-unavailable', 'warning disruption-budget']],
    ['lonely-0', ['danger single-replica', 'note local-files']],
    ['bare', ['danger not-replaced']],
  ])('of %s', (name, expected) => {
    expect(brief(podImpacts(podNamed(name), store, 'eviction'))).toEqual(
      expected,
    );
  });

  it('of a deletion, which passes budgets', () => {
    expect(podImpacts(podNamed('web-0'), store, 'deletion')[1].message).toBe(
      'The disruption budget web-budget (wants 3 healthy pods, has 3) lets no pod go now, and a deletion does not ask it. An eviction does.',
    );
  });
});

describe('podDisruptions', () => {
  it('leave what a budget wants, unless it is not asked', () => {
    const lowestReady = (by: 'eviction' | 'deletion') =>
      podDisruptions(podNamed('web-0'), store, by)[0]?.lowestReady;
    expect(lowestReady('deletion')).toBe(2);
    // It waits until the budget has more than it wants.
    expect(lowestReady('eviction')).toBeUndefined();
    const lonely = podDisruptions(podNamed('lonely-0'), store, 'eviction');
    expect(lonely).toMatchObject([{ desired: 1, ready: 1, lowestReady: 0 }]);
    expect(podDisruptions(podNamed('bare'), store, 'deletion')).toEqual([]);
  });
});

describe('drainImpacts', () => {
  const pods = byEvictability(store.list('Pod'));

  it('names what goes, stays, waits and is lost', () => {
    expect(drainImpacts(pods, store)).toEqual([
      {
        severity: 'warning',
        code: 'node-pods',
        message:
          '6 pods will go: default/web-0, default/web-1, default/lonely-0, default/halved-0, default/halved-1 and 1 more.',
      },
      {
        severity: 'note',
        code: 'node-pods',
        message: '1 pod of DaemonSets or of the node itself will stay.',
      },
      {
        severity: 'danger',
        code: 'not-replaced',
        message: 'Nothing brings back default/bare.',
      },
      {
        severity: 'warning',
        code: 'disruption-budget',
        message:
          'The disruption budget web-budget (wants 3 healthy pods, has 3) holds up default/web-0 and default/web-1 now.',
      },
      {
        severity: 'note',
        code: 'disruption-budget',
        message:
          'The disruption budget halved-budget (wants 3 healthy pods, has 4) lets 1 of default/halved-0 and default/halved-1 go at a time: the others wait for replacements.',
      },
      {
        severity: 'note',
        code: 'local-files',
        message: 'What is kept in an emptyDir is lost: default/lonely-0.',
      },
    ]);
  });

  it('counts the pods of each workload together, as far as budgets let them go', () => {
    expect(drainDisruptions(pods, store)).toEqual([
      {
        workload: { kind: 'StatefulSet', namespace: 'default', name: 'lonely' },
        desired: 1,
        ready: 1,
        lowestReady: 0,
      },
      {
        workload: { kind: 'StatefulSet', namespace: 'default', name: 'halved' },
        desired: 4,
        ready: 4,
        // Two are on the node; the budget wants 3.
        lowestReady: 3,
      },
    ]);
  });

  it('of an empty node', () => {
    expect(brief(drainImpacts(byEvictability([]), store))).toEqual([
      'note node-pods',
    ]);
  });
});
