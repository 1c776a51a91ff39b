import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { kubernetesOperations } from './index';

const set = (kind: 'StatefulSet' | 'DaemonSet', name: string) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name },
  spec: { updateStrategy: { type: 'OnDelete' } },
});

const pod = (name: string, metadata: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ...metadata },
  spec: {},
});

const node = (name: string, unschedulable?: boolean) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  spec: { unschedulable },
});

const claim = (name: string, spec: object, phase = 'Bound') => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec,
  status: { phase },
});

const storageClass = (name: string, allowVolumeExpansion: boolean) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  allowVolumeExpansion,
});

const store = createClusterFixture({
  clusters: {
    prod: {
      objects: [
        set('StatefulSet', 'by-hand'),
        set('DaemonSet', 'by-hand'),
        pod('web-1', {}),
        pod('etcd-node', {
          annotations: { 'kubernetes.io/config.mirror': 'abc' },
        }),
        pod('going', {
          deletionTimestamp: '2026-03-01T12:00:00Z',
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'ReplicaSet',
              name: 'x',
              uid: 'x',
              controller: true,
            },
          ],
        }),
        {
          ...pod('lost', { deletionTimestamp: '2026-03-01T12:00:00Z' }),
          spec: { nodeName: 'silent' },
        },
        {
          ...node('silent'),
          status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
        },
        claim('small', { storageClassName: 'grows' }),
        claim('fixed', { storageClassName: 'stays' }),
        claim('odd', { storageClassName: 'unknown' }),
        claim('bare', {}),
        claim('waiting', { storageClassName: 'grows' }, 'Pending'),
        storageClass('grows', true),
        storageClass('stays', false),
        pod('bare', { ownerReferences: [] }),
        pod('of-set', {
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'StatefulSet',
              name: 'x',
              uid: 'x',
              controller: true,
            },
          ],
        }),
        pod('of-replicas', {
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'ReplicaSet',
              name: 'x',
              uid: 'x',
              controller: true,
            },
          ],
        }),
        pod('kept', {
          annotations: {
            'groundcrew.io/quarantine':
              '{"labels":{},"from":"ReplicaSet x","by":"me","until":"2026-01-01T00:00:00Z"}',
          },
        }),
        node('open'),
        node('closed', true),
      ] as never,
    },
  },
}).service.store('prod');

describe('what a target is not suitable for', () => {
  it.each([
    ['restart', 'StatefulSet', 'by-hand', /OnDelete/],
    ['set-image', 'DaemonSet', 'by-hand', /OnDelete/],
    ['set-resources', 'StatefulSet', 'by-hand', /OnDelete/],
    ['roll-back', 'StatefulSet', 'by-hand', /OnDelete/],
    ['evict-pod', 'Pod', 'web-1', /^suitable$/],
    ['evict-pod', 'Pod', 'etcd-node', /file of its node/],
    ['delete-pod', 'Pod', 'etcd-node', /file of its node/],
    ['evict-pod', 'Pod', 'going', /goes already/],
    ['evict-pod', 'Pod', 'lost', /goes already/],
    ['delete-pod', 'Pod', 'going', /goes already/],
    ['delete-pod', 'Pod', 'lost', /^suitable$/],
    ['quarantine-pod', 'Pod', 'of-replicas', /^suitable$/],
    ['quarantine-pod', 'Pod', 'of-set', /StatefulSet cannot make another one/],
    ['quarantine-pod', 'Pod', 'bare', /nothing controls it/],
    ['quarantine-pod', 'Pod', 'kept', /in quarantine already/],
    ['quarantine-pod', 'Pod', 'going', /goes already/],
    ['release-pod', 'Pod', 'kept', /^suitable$/],
    ['release-pod', 'Pod', 'bare', /in no quarantine/],
    ['expand-claim', 'PersistentVolumeClaim', 'small', /^suitable$/],
    ['expand-claim', 'PersistentVolumeClaim', 'fixed', /does not allow it/],
    ['expand-claim', 'PersistentVolumeClaim', 'odd', /is not known/],
    ['expand-claim', 'PersistentVolumeClaim', 'bare', /no storage class/],
    ['expand-claim', 'PersistentVolumeClaim', 'waiting', /no volume yet/],
    ['cordon', 'Node', 'open', /^suitable$/],
    ['cordon', 'Node', 'closed', /is cordoned/],
    ['uncordon', 'Node', 'closed', /^suitable$/],
    ['uncordon', 'Node', 'open', /is not cordoned/],
    ['drain', 'Node', 'closed', /^suitable$/],
    // What is not in memory is for the live look of the preview to find out.
    ['scale', 'Deployment', 'unknown', /^suitable$/],
    ['scale-limits', 'Deployment', 'unknown', /^suitable$/],
  ])('%s of the %s %s', (verb, kind, name, expected) => {
    const definition = kubernetesOperations.find(
      ({ id }) => id === `kubernetes.${verb}`,
    );
    const namespace = kind === 'Node' ? undefined : 'default';
    const target = { cluster: 'prod', kind, name, namespace };
    expect(
      definition?.unsuitable?.({
        store,
        target,
        limits: { maxReplicas: 50 },
      }) ?? 'suitable',
    ).toMatch(expected);
  });
});
