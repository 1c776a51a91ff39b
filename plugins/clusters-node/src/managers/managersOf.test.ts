import type { Manager } from '@groundcrew/plugin-clusters-common';
import type { KubernetesObject } from '../kubernetesObjects';
import { lastChangeOf } from './lastChangeOf';
import { managersOf } from './managersOf';

const object = (metadata: KubernetesObject['metadata']): KubernetesObject => ({
  kind: 'Deployment',
  metadata: { name: 'checkout', namespace: 'shop', ...metadata },
});

const cases: [string, KubernetesObject, Manager[]][] = [
  ['nobody', object({}), []],
  [
    'Helm',
    object({
      labels: { 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: {
        'meta.helm.sh/release-name': 'shop',
        'meta.helm.sh/release-namespace': 'releases',
      },
    }),
    [{ type: 'helm', name: 'shop', namespace: 'releases', scope: 'all' }],
  ],
  [
    'an Argo CD Application, though Helm rendered it',
    object({
      annotations: {
        'argocd.argoproj.io/tracking-id':
          'team-a_shop:apps/Deployment:shop/checkout',
        'meta.helm.sh/release-name': 'shop',
      },
    }),
    [{ type: 'argocd', name: 'shop', namespace: 'team-a', scope: 'all' }],
  ],
  [
    'an Argo CD Application known by the instance label',
    object({ labels: { 'app.kubernetes.io/instance': 'shop-app' } }),
    [{ type: 'argocd', name: 'shop-app', namespace: undefined, scope: 'all' }],
  ],
  [
    'nobody, when the instance label names no Application',
    object({ labels: { 'app.kubernetes.io/instance': 'something' } }),
    [],
  ],
  [
    'a Flux Kustomization',
    object({
      labels: {
        'kustomize.toolkit.fluxcd.io/name': 'shop',
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
      },
    }),
    [{ type: 'flux', name: 'shop', namespace: 'flux-system', scope: 'all' }],
  ],
  [
    'the object that controls it',
    object({
      ownerReferences: [
        {
          apiVersion: 'db/v1',
          kind: 'Cluster',
          name: 'orders',
          uid: '1',
          controller: true,
        },
      ],
    }),
    [
      {
        type: 'operator',
        name: 'Cluster/orders',
        namespace: 'shop',
        scope: 'all',
      },
    ],
  ],
  [
    'whatever the label names',
    object({ labels: { 'app.kubernetes.io/managed-by': 'pulumi' } }),
    [{ type: 'other', name: 'pulumi', scope: 'all' }],
  ],
];

describe('a Deployment is managed by', () => {
  const applications = [{ metadata: { name: 'shop-app' } }];

  it.each(cases)('%s', (_, subject, expected) => {
    expect(
      managersOf(subject, { horizontalPodAutoscalers: [], applications }),
    ).toEqual(expected);
  });

  it('an autoscaler as far as its replicas go, if that one names it', () => {
    const autoscaler = (kind: string, namespace: string) => ({
      metadata: { name: `${kind}-${namespace}`, namespace },
      spec: { maxReplicas: 5, scaleTargetRef: { kind, name: 'checkout' } },
    });
    expect(
      managersOf(object({}), {
        applications: [],
        horizontalPodAutoscalers: [
          autoscaler('Deployment', 'shop'),
          autoscaler('StatefulSet', 'shop'),
          autoscaler('Deployment', 'elsewhere'),
        ],
      }),
    ).toEqual([
      {
        type: 'hpa',
        name: 'Deployment-shop',
        namespace: 'shop',
        scope: 'replicas',
      },
    ]);
  });
});

describe('lastChangeOf', () => {
  it('is the newest write of something wanted, not of its status', () => {
    const managedFields = [
      {
        manager: 'helm',
        time: '2026-03-01T10:00:00Z',
        paths: ['metadata.labels', 'spec.template'],
      },
      {
        manager: 'kubectl-scale',
        time: '2026-03-01T11:00:00Z',
        subresource: 'scale',
        paths: ['spec.replicas'],
      },
      {
        manager: 'controller',
        time: '2026-03-01T12:00:00Z',
        subresource: 'status',
        paths: ['status'],
      },
      {
        manager: 'labeller',
        time: '2026-03-01T13:00:00Z',
        paths: ['metadata.labels'],
      },
    ];
    const annotations = { 'kubernetes.io/change-cause': 'more visitors' };
    expect(lastChangeOf(object({ managedFields, annotations }))).toEqual({
      at: '2026-03-01T11:00:00Z',
      by: 'kubectl-scale',
      paths: ['spec.replicas'],
      cause: 'more visitors',
    });
  });

  it('is unknown where nothing was recorded', () => {
    expect(lastChangeOf(object({}))).toBeUndefined();
  });
});
