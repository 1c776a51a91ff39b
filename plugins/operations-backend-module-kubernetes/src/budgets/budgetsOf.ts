import {
  matchesLabels,
  parseLabelSelector,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { countOf } from '../words/countOf';

/** A PodDisruptionBudget. */
export type DisruptionBudget = ObjectOf<'PodDisruptionBudget'>;

/** What a budget is matched against. */
export interface LabelledPods {
  namespace?: string;
  labels?: Record<string, string>;
}

/** Those of some disruption budgets that pods with these labels count in. */
export function budgetsAmong(
  budgets: readonly DisruptionBudget[],
  { namespace, labels }: LabelledPods,
): DisruptionBudget[] {
  return budgets.filter(
    ({ metadata, spec }) =>
      metadata?.namespace === namespace &&
      // A budget without a selector covers no pods; one with an empty selector covers all of its namespace.
      spec?.selector !== undefined &&
      matchesLabels(parseLabelSelector(spec.selector), labels),
  );
}

/** The disruption budgets that pods with these labels count in, from memory. */
export function budgetsOf(
  store: ObjectStore,
  pods: LabelledPods,
): DisruptionBudget[] {
  return budgetsAmong(
    store.list('PodDisruptionBudget', { namespace: pods.namespace }),
    pods,
  );
}

/** Whether a budget lets no pod go at the moment. */
export function isExhausted({ status }: DisruptionBudget): boolean {
  return (status?.disruptionsAllowed ?? 0) <= 0;
}

/** A budget in words: `disruption budget checkout (wants 2 healthy pods, has 2)`. */
export function budgetInWords({ metadata, status }: DisruptionBudget): string {
  const name = `disruption budget ${metadata?.name}`;
  return status?.desiredHealthy === undefined
    ? name
    : `${name} (wants ${countOf(status.desiredHealthy, 'healthy pod')}, has ${
        status.currentHealthy ?? 0
      })`;
}
