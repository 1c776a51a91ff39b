import type { Pod } from 'kubernetes-types/core/v1';
import {
  noRelatedObjects,
  type EntityPlace,
  type ObjectOf,
  type OwnerTree,
} from '@groundcrew/plugin-clusters-node';

/** The clock of these fixtures: two minutes after everything was created. */
export const NOW = Date.parse('2026-03-01T10:02:00Z');
const CREATED = '2026-03-01T10:00:00Z';

const PROGRESSED = {
  type: 'Progressing',
  status: 'True',
  reason: 'NewReplicaSetAvailable',
};

export function pod(
  name: string,
  status: Pod['status'] = {},
  spec?: Partial<Pod['spec']>,
): Pod {
  return {
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      creationTimestamp: CREATED,
    },
    spec: {
      containers: [{ name: 'app', image: 'shop/checkout:1.8.2' }],
      ...spec,
    },
    status: { phase: 'Running', ...status },
  };
}

export function readyPod(name: string): Pod {
  return pod(name, {
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [
      container({ ready: true, state: { running: { startedAt: CREATED } } }),
    ],
  });
}

export function container(
  status: Partial<
    NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number]
  >,
): NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number] {
  return {
    name: 'app',
    image: 'shop/checkout:1.8.2',
    imageID: '',
    ready: false,
    restartCount: 0,
    ...status,
  };
}

export function deployment(
  options: {
    spec?: Partial<ObjectOf<'Deployment'>['spec']>;
    status?: ObjectOf<'Deployment'>['status'];
    image?: string;
    labels?: Record<string, string>;
  } = {},
): ObjectOf<'Deployment'> {
  return {
    metadata: {
      name: 'checkout',
      namespace: 'shop',
      uid: 'uid-checkout',
      generation: 1,
      creationTimestamp: CREATED,
    },
    spec: {
      replicas: 2,
      selector: {},
      template: {
        metadata: { labels: options.labels },
        spec: {
          containers: [
            { name: 'app', image: options.image ?? 'shop/checkout:1.8.2' },
          ],
        },
      },
      ...options.spec,
    },
    status: {
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      conditions: [PROGRESSED],
      ...options.status,
    },
  };
}

export function replicaSet(
  revision: number,
  options: { replicas?: number; available?: number; version?: string } = {},
): ObjectOf<'ReplicaSet'> {
  const version = options.version ?? '1.8.2';
  return {
    metadata: {
      name: `checkout-${revision}`,
      namespace: 'shop',
      uid: `uid-rs-${revision}`,
      creationTimestamp: CREATED,
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
    },
    spec: {
      selector: {},
      template: {
        metadata: {
          labels: { 'pod-template-hash': `hash-${revision}`, app: 'checkout' },
        },
        spec: {
          containers: [{ name: 'app', image: `shop/checkout:${version}` }],
        },
      },
    },
    status: {
      replicas: options.replicas ?? 0,
      availableReplicas: options.available ?? 0,
    },
  };
}

export function tree(
  kind: string,
  object: OwnerTree['object'],
  children: OwnerTree[] = [],
): OwnerTree {
  return { kind, object, children };
}

export function podTrees(...pods: Pod[]): OwnerTree[] {
  return pods.map(object => tree('Pod', object));
}

export function place(
  workloads: OwnerTree[],
  more: Partial<EntityPlace> = {},
): EntityPlace {
  return {
    cluster: 'dev-1',
    namespace: 'shop',
    target: {
      cluster: 'dev-1',
      namespace: 'shop',
      environment: 'dev',
      owner: 'group:default/checkout',
    },
    freshness: { observedAt: '2026-03-01T10:02:00Z' },
    workloads,
    related: noRelatedObjects(),
    ...more,
  };
}
