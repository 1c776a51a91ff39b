import type { ObjectStore } from '@groundcrew/plugin-clusters-node';

/** How many workloads have pods on a node. Reads all pods of the cluster. */
export function workloadsOnNode(node: string, store: ObjectStore): number {
  const owners = new Set<string>();
  for (const { metadata, spec } of store.list('Pod')) {
    if (spec?.nodeName === node) {
      const owner = metadata?.ownerReferences?.find(
        ({ controller }) => controller,
      );
      owners.add(owner?.uid ?? metadata?.uid ?? '');
    }
  }
  return owners.size;
}
