import {
  amountOf,
  podAmount,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { asList } from '../../kubernetes/asList';
import { isOver } from '../../topology';
import {
  antiAffinityFilter,
  podAffinityFilter,
  type PlacedPod,
} from './antiAffinity';
import type { Filter } from './filters';

type Node = ObjectOf<'Node'>;
type Pod = ObjectOf<'Pod'>;

/** Rounding of fractions of cores is no shortage. */
const ROUNDING = 1e-9;

/**
 * Those checks that depend on the pods that are on the nodes already.
 *
 * @remarks
 *
 * Reads every pod of the cluster, and is woken by each of them: only for a pod of which the scheduler's own words are not known.
 */
export function occupancyFilters(
  store: ObjectStore,
  pod: Pod,
  nodes: readonly Node[],
): (node: Node) => Set<Filter> {
  const placed = placedPods(store, pod, nodes);
  const isKeptAway = antiAffinityFilter(store, pod, placed);
  const isTooFar = podAffinityFilter(store, pod, placed);
  const ports = hostPorts(pod);
  return node => {
    const others = placed
      .filter(other => other.node === node)
      .map(({ pod: other }) => other);
    const failed = new Set<Filter>(shortages(pod, node, others));
    if (
      others.some(other => hostPorts(other).some(port => ports.includes(port)))
    ) {
      failed.add('ports');
    }
    if (isKeptAway(node)) {
      failed.add('anti-affinity');
    }
    if (isTooFar(node)) {
      failed.add('pod-affinity');
    }
    return failed;
  };
}

/** Names of the resources that a pod requests, `pods` among them. */
export function requestedResources({ spec }: Pod): string[] {
  const containers = [
    ...asList(spec?.containers),
    ...asList(spec?.initContainers),
  ];
  const names = containers.flatMap(({ resources }) => [
    ...Object.keys(resources?.requests ?? {}),
    ...Object.keys(resources?.limits ?? {}),
  ]);
  return [...new Set([...names, 'pods'])];
}

/** How much of a resource a pod takes from a node. */
export function requested(pod: Pod, resource: string): number {
  return resource === 'pods' ? 1 : podAmount(pod.spec, resource);
}

/** Resources of which a node has too little for a pod, beside others. */
export function shortages(
  pod: Pod,
  node: Node,
  others: readonly Pod[],
): Filter[] {
  return requestedResources(pod)
    .filter(resource => {
      const amount = requested(pod, resource);
      const taken = others.reduce(
        (sum, other) => sum + requested(other, resource),
        0,
      );
      const allocatable = amountOf(node.status?.allocatable, resource);
      return amount > 0 && taken + amount > allocatable * (1 + ROUNDING);
    })
    .map((resource): Filter => `resource:${resource}`);
}

function placedPods(
  store: ObjectStore,
  pod: Pod,
  nodes: readonly Node[],
): PlacedPod[] {
  const byName = new Map(nodes.map(node => [node.metadata?.name, node]));
  return store.list('Pod').flatMap(other => {
    const node = byName.get(other.spec?.nodeName);
    return node && !isOver(other) && other.metadata?.uid !== pod.metadata?.uid
      ? { pod: other, node }
      : [];
  });
}

function hostPorts({ spec }: Pod): string[] {
  return asList(spec?.containers).flatMap(({ ports }) =>
    asList(ports).flatMap(({ hostPort, protocol = 'TCP' }) =>
      hostPort ? `${protocol} ${hostPort}` : [],
    ),
  );
}
