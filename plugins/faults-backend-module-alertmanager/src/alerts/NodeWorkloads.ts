import type { ObjectStore } from '@groundcrew/plugin-clusters-node';

/** How many workloads have pods on each node, at one moment: all pods of a cluster are read once, where anybody asks. */
export class NodeWorkloads {
  readonly #owners = new Map<string, Map<string, Set<string>>>();

  static create(): NodeWorkloads {
    return new NodeWorkloads();
  }

  private constructor() {}

  on(node: string, store: ObjectStore): number {
    let ofCluster = this.#owners.get(store.cluster);
    if (!ofCluster) {
      ofCluster = ownersByNode(store);
      this.#owners.set(store.cluster, ofCluster);
    }
    return ofCluster.get(node)?.size ?? 0;
  }
}

function ownersByNode(store: ObjectStore): Map<string, Set<string>> {
  const byNode = new Map<string, Set<string>>();
  for (const { metadata, spec } of store.list('Pod')) {
    if (spec?.nodeName) {
      const owner = metadata?.ownerReferences?.find(
        ({ controller }) => controller,
      );
      const owners = byNode.get(spec.nodeName) ?? new Set<string>();
      byNode.set(spec.nodeName, owners.add(owner?.uid ?? metadata?.uid ?? ''));
    }
  }
  return byNode;
}
