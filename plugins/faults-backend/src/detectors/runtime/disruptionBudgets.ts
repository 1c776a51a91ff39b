import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { seenIn } from '../../kubernetes/evidence';
import { matchesSelector } from '../../kubernetes/matchesSelector';
import { refOf, templateOf, workloadsIn } from '../../topology';

/** A PodDisruptionBudget protects nothing, or so much that no node can ever be drained. */
export const disruptionBudgets = createDetector({
  id: 'disruption-budgets',
  title: 'Disruption budgets that allow nothing, or guard nothing',
  faults: [
    {
      id: 'disruption-budget-allows-nothing',
      category: 'rollout',
      title: 'The budget allows no disruption, even when all is well',
    },
    {
      id: 'disruption-budget-selects-nothing',
      category: 'configuration',
      title: 'The budget selects no pods',
    },
  ],
  subjects: ['PodDisruptionBudget'],

  *detect(budget, { store }): Iterable<FindingDraft> {
    const { metadata, spec, status } = budget;
    const expected = Number(status?.expectedPods ?? 0);
    if (expected === 0) {
      const isOfSomething = workloadsIn(store, metadata?.namespace ?? '').some(
        workload =>
          matchesSelector(
            spec?.selector,
            templateOf(workload).metadata?.labels,
          ),
      );
      if (!isOfSomething && status) {
        yield {
          fault: 'disruption-budget-selects-nothing',
          object: refOf(budget),
          message: `PodDisruptionBudget '${metadata?.name}' selects no pods: it protects nothing.`,
          confidence: 0.4,
          evidence: [
            seenIn(
              budget,
              'spec.selector',
              JSON.stringify(spec?.selector ?? {}),
            ),
          ],
        };
      }
    } else if (allowsNothing(budget, expected)) {
      yield {
        fault: 'disruption-budget-allows-nothing',
        object: refOf(budget),
        message: `PodDisruptionBudget '${metadata?.name}' never allows any of its ${expected} pods to be evicted: nodes on which they run cannot be drained.`,
        confidence: 0.5,
        evidence: [
          seenIn(
            budget,
            'spec',
            `minAvailable ${spec?.minAvailable ?? '-'}, maxUnavailable ${
              spec?.maxUnavailable ?? '-'
            }`,
          ),
          seenIn(
            budget,
            'status',
            `${status?.currentHealthy} of ${expected} are healthy, ${status?.desiredHealthy} have to be.`,
          ),
        ],
      };
    }
  },
});

/** Whether it would allow nothing if all pods were healthy: what a broken pod costs is not the fault of the budget. */
function allowsNothing(
  { status }: ObjectOf<'PodDisruptionBudget'>,
  expected: number,
): boolean {
  return (
    status?.disruptionsAllowed === 0 &&
    Number(status.desiredHealthy) >= expected
  );
}
