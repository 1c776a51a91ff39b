import { Node, Taint } from '../api/clusterTypes';
import { parseQuantity } from '../api/quantities';
import { Pod, PodSpec, Toleration } from '../api/podTypes';
import { isFinished } from './podState';

const UNSCHEDULABLE: Taint = {
  key: 'node.kubernetes.io/unschedulable',
  effect: 'NoSchedule',
};

/** Why a pod cannot go to a node, in the scheduler's words; undefined when it can. */
export function obstacle(
  pod: Pod,
  node: Node,
  podsOnNode: Pod[],
): string | undefined {
  if (!fitsSelector(pod.spec, node)) {
    return "node(s) didn't match Pod's node affinity/selector";
  }
  if (node.spec.unschedulable && !tolerates(pod.spec, UNSCHEDULABLE)) {
    return 'node(s) were unschedulable';
  }
  const taint = node.spec.taints?.find(
    candidate =>
      candidate.effect !== 'PreferNoSchedule' &&
      candidate.key !== UNSCHEDULABLE.key &&
      !tolerates(pod.spec, candidate),
  );
  if (taint) {
    return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
  }
  const running = podsOnNode.filter(other => !isFinished(other));
  for (const resource of ['cpu', 'memory']) {
    const free =
      parseQuantity(node.status.allocatable[resource]) -
      running.reduce((sum, other) => sum + requested(other, resource), 0);
    if (requested(pod, resource) > free + 1e-9)
      return `Insufficient ${resource}`;
  }
  return running.length >= parseQuantity(node.status.allocatable.pods)
    ? 'Too many pods'
    : undefined;
}

export function fitsSelector(spec: PodSpec, node: Node): boolean {
  return Object.entries(spec.nodeSelector ?? {}).every(
    ([key, value]) => node.metadata.labels?.[key] === value,
  );
}

/** What a pod asks for of `cpu` (cores) or `memory` (bytes), limits with `limits.` before the name. */
export function requested(pod: Pod, resource: string): number {
  const [kind, name] = resource.startsWith('limits.')
    ? (['limits', resource.slice('limits.'.length)] as const)
    : (['requests', resource.replace(/^requests\./, '')] as const);
  return pod.spec.containers.reduce(
    (sum, container) =>
      sum + parseQuantity(container.resources?.[kind]?.[name]),
    0,
  );
}

export function tolerates(spec: PodSpec, taint: Taint): boolean {
  return toleration(spec, taint) !== undefined;
}

export function toleration(
  spec: PodSpec,
  taint: Taint,
): Toleration | undefined {
  return spec.tolerations?.find(
    ({ key, operator, value, effect }) =>
      (!effect || effect === taint.effect) &&
      (!key || key === taint.key) &&
      (operator === 'Exists' || (value ?? '') === (taint.value ?? '')),
  );
}
