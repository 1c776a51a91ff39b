import { WORKLOAD_KINDS } from '@groundcrew/plugin-clusters-common';
import type {
  KubernetesObject,
  LocalRef,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { asList } from '../kubernetes/asList';

/** What runs pods, of whatever kind: as much as detectors read of it. */
export interface Workload extends KubernetesObject {
  spec?: {
    replicas?: number;
    template?: PodTemplateSpec;
    jobTemplate?: { spec?: { template?: PodTemplateSpec } };
  };
  status?: {
    replicas?: number;
    readyReplicas?: number;
    conditions?: {
      type: string;
      status: string;
      reason?: string;
      message?: string;
    }[];
  };
}

const MOST_OWNERS = 5;

/** Names an object within its cluster. */
export function refOf({ kind, metadata }: KubernetesObject): LocalRef {
  return {
    kind: kind ?? '',
    namespace: metadata?.namespace,
    name: metadata?.name ?? '',
  };
}

/** The object that people name when they speak of another one: the top of its controllers. A bare pod is its own. */
export function workloadOf(
  store: ObjectStore,
  object: KubernetesObject,
): KubernetesObject {
  let top = object;
  for (let count = 0; count < MOST_OWNERS; count += 1) {
    const owner = top.metadata?.ownerReferences?.find(
      ({ controller }) => controller,
    );
    const next = owner && store.byUid(owner.uid);
    if (!next) {
      return top;
    }
    top = next;
  }
  return top;
}

/** All workloads of a namespace that are not parts of others. */
export function workloadsIn(store: ObjectStore, namespace: string): Workload[] {
  return WORKLOAD_KINDS.flatMap(kind => store.list(kind, { namespace })).filter(
    ({ metadata }) =>
      !metadata?.ownerReferences?.some(({ controller }) => controller),
  ) as Workload[];
}

/** The pods of a workload, whatever stands between. A pod is its own. */
export function podsOf(
  store: ObjectStore,
  workload: KubernetesObject,
): ObjectOf<'Pod'>[] {
  const pods: ObjectOf<'Pod'>[] = [];
  const pending = [workload];
  // Anybody may write owners, also such as own each other.
  const seen = new Set<string>();
  for (const next of pending) {
    const uid = next.metadata?.uid;
    if (next.kind === 'Pod') {
      pods.push(next as ObjectOf<'Pod'>);
    } else if (uid !== undefined && !seen.has(uid)) {
      seen.add(uid);
      for (const owned of store.ownedBy(uid)) {
        pending.push(owned);
      }
    }
  }
  return pods;
}

/** What a workload makes its pods from; of a pod, the pod itself. */
export function templateOf(workload: KubernetesObject): PodTemplateSpec {
  if (workload.kind === 'Pod') {
    const { metadata, spec } = workload as ObjectOf<'Pod'>;
    return { metadata, spec };
  }
  const { spec } = workload as Workload;
  return spec?.template ?? spec?.jobTemplate?.spec?.template ?? {};
}

/** Whether a pod says that it is ready. */
export function isReady({ status }: ObjectOf<'Pod'>): boolean {
  return asList(status?.conditions).some(
    ({ status: value, type }) => type === 'Ready' && value === 'True',
  );
}

/** Whether a pod is over: it uses nothing any more. */
export function isOver({ status }: ObjectOf<'Pod'>): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}
