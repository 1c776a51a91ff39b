import type { PodSpec } from 'kubernetes-types/core/v1';
import { amountOf } from './amountOf';
import { asList } from './asList';

type Container = PodSpec['containers'][number];

/** `restartPolicy: Always` makes an init container a sidecar; the types are older than that. */
type InitContainer = Container & { restartPolicy?: string };

/**
 * How much of a resource a pod requests, or may use at most, in its base unit: cores, bytes, pieces.
 *
 * @remarks
 *
 * Kubernetes, "Resource sharing within containers": the sum of the containers, or the largest init container together
 * with the sidecars that were started before it, whichever is more; and the overhead of the runtime. A request that is left
 * out is the limit, as the API server sets it: so that a template counts as much as the pods that are made from it.
 *
 * @public
 */
export function podAmount(
  spec: PodSpec | undefined,
  resource: string,
  of: 'requests' | 'limits' = 'requests',
): number {
  const { containers, initContainers, overhead } = spec ?? {};
  const amountIn = ({ resources }: Container) => {
    const { limits, requests } = resources ?? {};
    return of === 'requests' && requests?.[resource] !== undefined
      ? amountOf(requests, resource)
      : amountOf(limits, resource);
  };
  let sidecars = 0;
  let starting = 0;
  for (const container of asList<InitContainer>(initContainers)) {
    const amount = amountIn(container);
    if (container.restartPolicy === 'Always') {
      sidecars += amount;
      starting = Math.max(starting, sidecars);
    } else {
      starting = Math.max(starting, sidecars + amount);
    }
  }
  const running = asList(containers).reduce(
    (sum, container) => sum + amountIn(container),
    sidecars,
  );
  return Math.max(running, starting) + amountOf(overhead, resource);
}
