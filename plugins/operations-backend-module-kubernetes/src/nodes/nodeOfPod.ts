import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Pod } from 'kubernetes-types/core/v1';

/** What is known of the node of a pod. */
export interface NodeOfPod {
  name: string;
  /**
   * - `answers`: its kubelet says that the pod ends when it has.
   * - `silent`: it is not ready; what runs there may run on.
   * - `gone`: there is no such node any more.
   */
  state: 'answers' | 'silent' | 'gone';
}

/** The node of a pod, from memory; undefined for one that has none. */
export function nodeOfPod(store: ObjectStore, pod: Pod): NodeOfPod | undefined {
  const name = pod.spec?.nodeName;
  return name
    ? { name, state: stateOfNode(store.get('Node', { name })) }
    : undefined;
}

/** Whether a node answers. */
export function stateOfNode(
  node: Pick<ObjectOf<'Node'>, 'status'> | undefined,
): NodeOfPod['state'] {
  if (!node) {
    return 'gone';
  }
  return node.status?.conditions?.some(
    ({ status, type }) => type === 'Ready' && status === 'True',
  )
    ? 'answers'
    : 'silent';
}
