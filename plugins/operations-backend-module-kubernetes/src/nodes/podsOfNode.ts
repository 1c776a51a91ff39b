import type { ClusterClient } from '@groundcrew/plugin-clusters-node';
import type { Pod } from 'kubernetes-types/core/v1';
import { evictabilityOf, type Evictability } from './evictabilityOf';

/** The pods of a node, by what becomes of them in a drain. */
export type PodsByEvictability = Record<Evictability, Pod[]>;

/** Sorts pods by what becomes of them when their node is drained. */
export function byEvictability(pods: readonly Pod[]): PodsByEvictability {
  const sorted: PodsByEvictability = {
    evictable: [],
    terminating: [],
    'daemon-set': [],
    mirror: [],
    uncontrolled: [],
  };
  for (const pod of pods) {
    sorted[evictabilityOf(pod)].push(pod);
  }
  return sorted;
}

/** Reads the pods of a node live. */
export async function readPodsOfNode(
  cluster: Pick<ClusterClient, 'list'>,
  node: string,
  signal?: AbortSignal,
): Promise<PodsByEvictability> {
  const pods = await cluster.list(
    'Pod',
    { fieldSelector: `spec.nodeName=${node}` },
    { signal },
  );
  return byEvictability(pods as unknown as Pod[]);
}

/** A pod by its namespace and name. */
export function podName({ metadata }: Pod): string {
  return `${metadata?.namespace}/${metadata?.name}`;
}
