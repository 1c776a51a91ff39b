import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Impact, WorkloadImpact } from '@groundcrew/plugin-faults-common';
import { healthOf, isServing } from '../reliability/healthOf';

/** More than that are told of by their number alone. */
const MOST_WORKLOADS = 50;

/**
 * What those that suffer from a cause still do, the worst first. Pure.
 *
 * @param affected - whatever suffers; what serves nobody, such as a Job, is at risk at most
 */
export function impactOf(
  affected: readonly ObjectRef[],
  store: ObjectStore,
): Impact {
  const workloads: WorkloadImpact[] = [];
  let level: Impact['level'] = 'at-risk';
  for (const ref of affected) {
    const { kind, name, namespace } = ref;
    const object = isServing(kind)
      ? store.get(kind, { namespace, name })
      : undefined;
    if (isServing(kind) && object) {
      const { desired, health, ready } = healthOf(kind, object);
      workloads.push({ object: ref, desired, ready });
      if (health === 'down') {
        level = 'down';
      } else if (health === 'degraded' && level !== 'down') {
        level = 'degraded';
      }
    }
  }
  return {
    level,
    workloads: workloads
      .sort((one, other) => missing(other) - missing(one))
      .slice(0, MOST_WORKLOADS),
  };
}

/** Which share of what is wanted is not there; 0 where none is wanted. */
function missing({ desired, ready }: WorkloadImpact): number {
  return desired > 0 ? 1 - ready / desired : 0;
}
