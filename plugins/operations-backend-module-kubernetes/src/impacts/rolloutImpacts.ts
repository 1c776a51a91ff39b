import type { Impact } from '@groundcrew/plugin-operations-common';
import {
  budgetInWords,
  isExhausted,
  type DisruptionBudget,
} from '../budgets/budgetsOf';
import { countOf } from '../words/countOf';
import { podsReplacedAtOnce } from '../workloads/podsReplacedAtOnce';
import { readyPods, wantedPods, type Workload } from '../workloads/Workload';

/** What replacing all pods of a workload, within its own update strategy, may do besides. */
export function rolloutImpacts(
  workload: Workload,
  budgets: readonly DisruptionBudget[],
): Impact[] {
  const pods = wantedPods(workload);
  if (pods === 0) {
    return [
      {
        severity: 'note',
        code: 'replicas-unavailable',
        message: 'It has no pods at the moment: the next ones will be new.',
      },
    ];
  }
  return [
    unavailability(workload, pods),
    ...unhealthy(workload, pods),
    ...passedBudgets(workload, budgets),
    ...heldBack(workload, pods),
    ...volumes(workload),
  ];
}

function unavailability(workload: Workload, pods: number): Impact {
  const code = 'replicas-unavailable';
  const atOnce = podsReplacedAtOnce(workload);
  if (atOnce === 0) {
    return {
      severity: 'note',
      code,
      message: 'No pod goes before a new one is available.',
    };
  }
  if (atOnce < pods) {
    return {
      severity: 'warning',
      code,
      message: `Up to ${atOnce} of ${countOf(pods, 'pod')} ${
        atOnce === 1 ? 'is' : 'are'
      } unavailable at a time.`,
    };
  }
  const recreates = workload.spec?.strategy?.type === 'Recreate';
  return {
    severity: 'danger',
    code,
    message:
      pods === 1
        ? 'It has one pod, which goes before the new one comes: nothing serves in between.'
        : `All ${pods} pods go at once${
            recreates ? ' (strategy Recreate)' : ''
          }: nothing serves until new ones are available.`,
  };
}

function unhealthy(workload: Workload, pods: number): Impact[] {
  const ready = readyPods(workload);
  return ready < pods
    ? [
        {
          severity: 'warning',
          code: 'unhealthy',
          message: `${ready} of ${countOf(pods, 'pod')} are ready now.`,
        },
      ]
    : [];
}

function passedBudgets(
  workload: Workload,
  budgets: readonly DisruptionBudget[],
): Impact[] {
  return podsReplacedAtOnce(workload) === 0
    ? []
    : budgets.filter(isExhausted).map(budget => ({
        severity: 'warning',
        code: 'disruption-budget',
        message: `The ${budgetInWords(
          budget,
        )} allows no disruption now, and a rollout does not ask it.`,
      }));
}

function heldBack({ kind, spec }: Workload, pods: number): Impact[] {
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  return kind === 'StatefulSet' && partition > 0
    ? [
        {
          severity: 'warning',
          code: 'partition',
          message: `Its partition is ${partition}: ${
            partition >= pods
              ? 'no pod is replaced'
              : `only the pods from ordinal ${partition} on are replaced`
          }.`,
        },
      ]
    : [];
}

function volumes({ kind, spec }: Workload): Impact[] {
  const claims = spec?.volumeClaimTemplates?.length ?? 0;
  return kind === 'StatefulSet' && claims > 0
    ? [
        {
          severity: 'note',
          code: 'persistent-volumes',
          message: `Each pod keeps ${
            claims === 1 ? 'its volume' : `its ${claims} volumes`
          }, and starts only where and when they can be attached.`,
        },
      ]
    : [];
}
