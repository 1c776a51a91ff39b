import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { PodAffinityTerm } from 'kubernetes-types/core/v1';
import { asList } from '../../kubernetes/asList';
import { matchesSelector } from '../../kubernetes/matchesSelector';
import { nodeLabel } from '../../kubernetes/nodeAffinity';

type Node = ObjectOf<'Node'>;
type Pod = ObjectOf<'Pod'>;

/** A pod and the node that it is on. */
export interface PlacedPod {
  pod: Pod;
  node: Node;
}

/** Required anti-affinity of a pod. */
export function antiAffinityTerms({ spec }: Pod): PodAffinityTerm[] {
  return asList(
    spec?.affinity?.podAntiAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution,
  );
}

/** Required affinity of a pod to others. */
export function podAffinityTerms({ spec }: Pod): PodAffinityTerm[] {
  return asList(
    spec?.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution,
  );
}

/** Whether a node is in a domain of a pod that this one must stay away from, or that must stay away from this one. */
export function antiAffinityFilter(
  store: ObjectStore,
  pod: Pod,
  placed: readonly PlacedPod[],
): (node: Node) => boolean {
  const closed = new Set<string>();
  const close = ({ topologyKey }: PodAffinityTerm, node: Node) => {
    const value = nodeLabel(node, topologyKey);
    if (value !== undefined) {
      closed.add(`${topologyKey}=${value}`);
    }
  };
  const keys = new Set<string>();
  for (const { node, pod: other } of placed) {
    for (const term of antiAffinityTerms(pod)) {
      if (isMeant(store, term, pod, other)) {
        close(term, node);
        keys.add(term.topologyKey);
      }
    }
    for (const term of antiAffinityTerms(other)) {
      if (isMeant(store, term, other, pod)) {
        close(term, node);
        keys.add(term.topologyKey);
      }
    }
  }
  return node =>
    [...keys].some(key => closed.has(`${key}=${nodeLabel(node, key)}`));
}

/** Whether a node is in no domain of a pod that this one must be near to. */
export function podAffinityFilter(
  store: ObjectStore,
  pod: Pod,
  placed: readonly PlacedPod[],
): (node: Node) => boolean {
  const terms = podAffinityTerms(pod).map(term => {
    const near = placed.filter(other => isMeant(store, term, pod, other.pod));
    return {
      key: term.topologyKey,
      values: new Set(
        near.map(({ node }) => nodeLabel(node, term.topologyKey)),
      ),
      // The first of a group that wants to be together may go anywhere.
      isFirst: near.length === 0 && isMeant(store, term, pod, pod),
    };
  });
  return node =>
    terms.some(({ isFirst, key, values }) => {
      const value = nodeLabel(node, key);
      return value === undefined || !(isFirst || values.has(value));
    });
}

/** Whether a term of one pod means another. */
function isMeant(
  store: ObjectStore,
  { labelSelector, namespaces, namespaceSelector }: PodAffinityTerm,
  of: Pod,
  { metadata }: Pod,
): boolean {
  const namespace = metadata?.namespace ?? '';
  const named = asList(namespaces);
  const isInNamespace =
    named.includes(namespace) ||
    (namespaceSelector
      ? matchesSelector(
          namespaceSelector,
          store.get('Namespace', { name: namespace })?.metadata?.labels,
        )
      : named.length === 0 && of.metadata?.namespace === namespace);
  return isInNamespace && matchesSelector(labelSelector, metadata?.labels);
}
