import type { ResourceAmount } from '@groundcrew/plugin-clusters-common';
import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { parseQuantity } from './parseQuantity';

type Pod = ObjectOf<'Pod'>;
type Container = NonNullable<NonNullable<Pod['spec']>['containers']>[number];
type Quantities = Record<string, string> | undefined;

/** `restartPolicy: Always` makes an init container a sidecar; the types are older than that. */
type InitContainer = Container & { restartPolicy?: string };

/**
 * What a pod takes away from its node.
 *
 * Kubernetes, "Resource sharing within containers": the sum of the containers, or the largest init container together
 * with the sidecars that were started before it, whichever is more; and the overhead of the runtime.
 */
export function podRequests(pod: Pod): ResourceAmount {
  return {
    cpuMillicores: requested(pod, 'cpu') * 1000,
    memoryBytes: requested(pod, 'memory'),
    pods: 1,
  };
}

function requested(pod: Pod, resource: 'cpu' | 'memory'): number {
  const { containers = [], initContainers = [], overhead } = pod.spec ?? {};
  let sidecars = 0;
  let starting = 0;
  for (const container of initContainers as InitContainer[]) {
    const amount = amountOf(container.resources?.requests, resource);
    if (container.restartPolicy === 'Always') {
      sidecars += amount;
      starting = Math.max(starting, sidecars);
    } else {
      starting = Math.max(starting, sidecars + amount);
    }
  }
  const running = containers.reduce(
    (sum, { resources }) => sum + amountOf(resources?.requests, resource),
    sidecars,
  );
  return Math.max(running, starting) + amountOf(overhead, resource);
}

/** One quantity as a number of its base unit (cores, bytes, pieces); what cannot be read counts as nothing. */
export function amountOf(quantities: Quantities, resource: string): number {
  return parseQuantity(quantities?.[resource] ?? '0') ?? 0;
}
