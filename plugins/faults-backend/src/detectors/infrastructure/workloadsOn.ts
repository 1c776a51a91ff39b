import type {
  KubernetesObject,
  LocalRef,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { isOver, refOf, workloadOf } from '../../topology';

/**
 * The workloads that a node lets down: with pods on it, or with pods that wait for a node of just these labels. Reads all pods
 * of the cluster: only to be asked of a node that is broken.
 */
export function workloadsOn(
  store: ObjectStore,
  { metadata }: ObjectOf<'Node'>,
): LocalRef[] {
  const { labels = {}, name } = metadata ?? {};
  const found = new Map<string, KubernetesObject>();
  for (const pod of store.list('Pod')) {
    if (
      !isOver(pod) &&
      (pod.spec?.nodeName === name || waitsFor(pod, labels))
    ) {
      const workload = workloadOf(store, pod);
      found.set(workload.metadata?.uid ?? '', workload);
    }
  }
  return [...found.values()].map(refOf);
}

function waitsFor(
  { spec }: ObjectOf<'Pod'>,
  labels: Record<string, string>,
): boolean {
  const wished = Object.entries(spec?.nodeSelector ?? {});
  return (
    !spec?.nodeName &&
    wished.length > 0 &&
    wished.every(([key, value]) => labels[key] === value)
  );
}
