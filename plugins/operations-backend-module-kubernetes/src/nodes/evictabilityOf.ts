import type { Pod } from 'kubernetes-types/core/v1';

/** An annotation of pods that the kubelet runs from a file of its node. */
const MIRROR = 'kubernetes.io/config.mirror';

/**
 * - `evictable`: it goes when it is asked to, and comes elsewhere.
 * - `terminating`: it goes already.
 * - `daemon-set`: it belongs to the node, and would come back to it.
 * - `mirror`: the kubelet runs it from a file; nobody else decides on it.
 * - `uncontrolled`: it goes, and nothing brings it back.
 */
export type Evictability =
  | 'evictable'
  | 'terminating'
  | 'daemon-set'
  | 'mirror'
  | 'uncontrolled';

/** What becomes of a pod when its node is drained, by the rules of `kubectl drain`. */
export function evictabilityOf({ metadata, status }: Pod): Evictability {
  if (metadata?.annotations?.[MIRROR] !== undefined) {
    return 'mirror';
  }
  const controller = metadata?.ownerReferences?.find(
    reference => reference.controller,
  );
  if (controller?.kind === 'DaemonSet') {
    return 'daemon-set';
  }
  if (metadata?.deletionTimestamp) {
    return 'terminating';
  }
  const isOver = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  return controller || isOver ? 'evictable' : 'uncontrolled';
}
