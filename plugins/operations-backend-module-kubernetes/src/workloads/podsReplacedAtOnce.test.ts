import { podsReplacedAtOnce } from './podsReplacedAtOnce';
import { rolloutDisruptions } from './rolloutDisruptions';
import type { Workload } from './Workload';

const deployment = (replicas: number, rollingUpdate = {}): Workload => ({
  kind: 'Deployment',
  spec: { replicas, strategy: { type: 'RollingUpdate', rollingUpdate } },
});
const statefulSet = (replicas: number, updateStrategy = {}): Workload => ({
  kind: 'StatefulSet',
  spec: { replicas, updateStrategy },
});
const daemonSet = (pods: number, rollingUpdate = {}): Workload => ({
  kind: 'DaemonSet',
  spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate } },
  status: { desiredNumberScheduled: pods },
});

describe('podsReplacedAtOnce', () => {
  it.each<[string, Workload, number]>([
    ['one replica, surging by default', deployment(1), 0],
    ['three replicas: 25 % rounds down', deployment(3), 0],
    ['eight replicas: 25 %', deployment(8), 2],
    ['an absolute number', deployment(8, { maxUnavailable: 3 }), 3],
    ['more than there are', deployment(2, { maxUnavailable: 5 }), 2],
    [
      'percentages that come to nothing',
      deployment(2, { maxUnavailable: '10%', maxSurge: 0 }),
      1,
    ],
    [
      'Recreate',
      {
        kind: 'Deployment',
        spec: { replicas: 4, strategy: { type: 'Recreate' } },
      },
      4,
    ],
    ['a StatefulSet', statefulSet(3), 1],
    [
      'a StatefulSet with maxUnavailable: rounds up',
      statefulSet(5, { rollingUpdate: { maxUnavailable: '30%' } }),
      2,
    ],
    ['a StatefulSet by hand', statefulSet(3, { type: 'OnDelete' }), 0],
    ['a DaemonSet', daemonSet(10), 1],
    ['a DaemonSet: rounds up', daemonSet(10, { maxUnavailable: '15%' }), 2],
    [
      'a DaemonSet that surges',
      daemonSet(10, { maxSurge: 1, maxUnavailable: 0 }),
      0,
    ],
  ])('%s', (_, workload, expected) => {
    expect(podsReplacedAtOnce(workload)).toBe(expected);
  });
});

describe('rolloutDisruptions', () => {
  const ref = { kind: 'Deployment', name: 'checkout' };
  const ready = (workload: Workload, readyReplicas: number): Workload => ({
    ...workload,
    status: { readyReplicas },
  });

  it('counts from what is wanted, not from what is ready', () => {
    expect(rolloutDisruptions(ref, ready(deployment(8), 8))).toEqual([
      { workload: ref, desired: 8, ready: 8, lowestReady: 6 },
    ]);
    // The controller does not take away what is missing already.
    expect(rolloutDisruptions(ref, ready(deployment(8), 6))).toEqual([]);
  });

  it('is none where new pods come first', () => {
    expect(rolloutDisruptions(ref, ready(deployment(3), 3))).toEqual([]);
  });
});
