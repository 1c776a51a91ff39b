import type { Impact } from '@groundcrew/plugin-operations-common';
import { budgetInWords, type DisruptionBudget } from '../budgets/budgetsOf';
import { countOf } from '../words/countOf';
import type { Workload } from '../workloads/Workload';

/** What another number of replicas may do besides. */
export function scaleImpacts(
  { kind, spec, status }: Workload,
  replicas: number,
  budgets: readonly DisruptionBudget[],
): Impact[] {
  const current = spec?.replicas ?? 1;
  const impacts: Impact[] = [];
  if (replicas === 0) {
    impacts.push({
      severity: 'danger',
      code: 'replicas-unavailable',
      message: 'It will have no pods: nothing serves until it is scaled up.',
    });
  } else if (replicas < current) {
    impacts.push({
      severity: replicas === 1 ? 'warning' : 'note',
      code: replicas === 1 ? 'single-replica' : 'replicas-unavailable',
      message:
        replicas === 1
          ? 'One pod is left: whatever happens to it is an outage.'
          : `${countOf(current - replicas, 'pod')} will go.`,
    });
  }
  if (replicas < current) {
    for (const budget of budgets) {
      // A percentage, and maxUnavailable, count from the replicas that are wanted, and fall with them.
      const { minAvailable } = budget.spec ?? {};
      if (typeof minAvailable === 'number' && replicas < minAvailable) {
        impacts.push({
          severity: 'warning',
          code: 'disruption-budget',
          message: `The ${budgetInWords(budget)} wants ${countOf(
            minAvailable,
            'pod',
          )} at least, and scaling does not ask it; no pod could be evicted any more.`,
        });
      }
    }
    impacts.push(...volumesLeft(kind, spec));
  }
  const ready = status?.readyReplicas ?? 0;
  if (replicas > current && ready < current) {
    impacts.push({
      severity: 'warning',
      code: 'unhealthy',
      message: `${ready} of ${countOf(
        current,
        'pod',
      )} are ready now: more of them may not help.`,
    });
  }
  return impacts;
}

function volumesLeft(
  kind: string | undefined,
  spec: Workload['spec'],
): Impact[] {
  if (kind !== 'StatefulSet' || !spec?.volumeClaimTemplates?.length) {
    return [];
  }
  return [
    spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete'
      ? {
          severity: 'danger',
          code: 'persistent-volumes',
          message:
            'The volume claims of the pods that go are deleted with them, and what they hold (whenScaled: Delete).',
        }
      : {
          severity: 'note',
          code: 'persistent-volumes',
          message: 'The volume claims of the pods that go are kept.',
        },
  ];
}
