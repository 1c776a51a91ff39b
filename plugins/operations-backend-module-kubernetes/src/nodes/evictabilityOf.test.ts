import type { Pod } from 'kubernetes-types/core/v1';
import { evictabilityOf, type Evictability } from './evictabilityOf';

const owned = (kind: string, controller = true) => [
  { apiVersion: 'v1', kind, name: 'x', uid: 'x', controller },
];

describe('evictabilityOf', () => {
  it.each<[string, Pod, Evictability]>([
    [
      'a pod of a ReplicaSet',
      { metadata: { ownerReferences: owned('ReplicaSet') } },
      'evictable',
    ],
    [
      'a pod of a DaemonSet',
      { metadata: { ownerReferences: owned('DaemonSet') } },
      'daemon-set',
    ],
    [
      'a static pod',
      {
        metadata: {
          annotations: { 'kubernetes.io/config.mirror': '' },
          ownerReferences: owned('Node'),
        },
      },
      'mirror',
    ],
    ['a pod of nobody', { metadata: {} }, 'uncontrolled'],
    [
      'a pod whose owner does not control it',
      { metadata: { ownerReferences: owned('Backup', false) } },
      'uncontrolled',
    ],
    [
      'a pod of nobody that has done its work',
      { metadata: {}, status: { phase: 'Succeeded' } },
      'evictable',
    ],
    [
      'a pod that goes',
      {
        metadata: {
          deletionTimestamp: '2026-03-01T12:00:00Z' as never,
          ownerReferences: owned('ReplicaSet'),
        },
      },
      'terminating',
    ],
  ])('%s', (_, pod, expected) => {
    expect(evictabilityOf(pod)).toBe(expected);
  });
});
