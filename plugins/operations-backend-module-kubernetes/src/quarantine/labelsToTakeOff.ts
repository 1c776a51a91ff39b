import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import { budgetsOf } from '../budgets/budgetsOf';

/** Where a pod belongs to. */
export interface Belongings {
  /** The labels by which others take it for theirs. */
  labels: Record<string, string>;
  /** Names of the Services that send requests to it. */
  services: string[];
}

/**
 * By which labels a pod is taken for one of its ReplicaSet, of the workload above, of Services and of disruption budgets. From memory.
 *
 * @param replicaSet - the name of the ReplicaSet that controls it
 */
export function labelsToTakeOff(
  store: ObjectStore,
  { metadata }: Pod,
  replicaSet: string,
): Belongings {
  const { labels = {}, namespace } = metadata ?? {};
  const set = store.get('ReplicaSet', { namespace, name: replicaSet });
  const above = set?.metadata?.ownerReferences?.find(
    ({ controller }) => controller,
  );
  const workload =
    above && store.get(above.kind, { namespace, name: above.name });
  const services = store.list('Service', { namespace }).filter(({ spec }) => {
    const selector = Object.entries(spec?.selector ?? {});
    return (
      selector.length > 0 &&
      selector.every(([key, value]) => labels[key] === value)
    );
  });
  const keys = new Set([
    ...keysOf(set?.spec?.selector),
    ...keysOf(
      (workload as { spec?: { selector?: LabelSelector } } | undefined)?.spec
        ?.selector,
    ),
    ...services.flatMap(({ spec }) => Object.keys(spec?.selector ?? {})),
    ...budgetsOf(store, { namespace, labels }).flatMap(({ spec }) =>
      keysOf(spec?.selector),
    ),
  ]);
  return {
    labels: Object.fromEntries(
      Object.entries(labels).filter(([key]) => keys.has(key)),
    ),
    services: services.map(({ metadata: { name = '' } = {} }) => name),
  };
}

function keysOf({
  matchExpressions,
  matchLabels,
}: LabelSelector = {}): string[] {
  return [
    ...Object.keys(matchLabels ?? {}),
    ...(matchExpressions ?? []).map(({ key }) => key),
  ];
}
