import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Impact } from '@groundcrew/plugin-operations-common';
import type { DraftedDisruption } from '@groundcrew/plugin-operations-node';
import type { Pod } from 'kubernetes-types/core/v1';
import { budgetInWords, budgetsOf, isExhausted } from '../budgets/budgetsOf';
import { controllerOf, type Controller } from '../workloads/controllerOf';
import { readyPods, wantedPods } from '../workloads/Workload';

/** What it means that a pod goes, whether it is evicted or deleted. */
export function podImpacts(
  pod: Pod,
  store: ObjectStore,
  by: 'eviction' | 'deletion',
): Impact[] {
  const { labels, namespace } = pod.metadata ?? {};
  const controller = controllerOf(store, pod);
  return [
    replacement(pod, controller),
    ...budgetsOf(store, { namespace, labels })
      .filter(isExhausted)
      .map((budget): Impact => {
        const allows = `The ${budgetInWords(budget)} lets no pod go now`;
        return {
          severity: 'warning',
          code: 'disruption-budget',
          message:
            by === 'eviction'
              ? `${allows}: the eviction waits for it.`
              : `${allows}, and a deletion does not ask it. An eviction does.`,
        };
      }),
    ...localFiles(pod),
  ];
}

/** The workload that has a pod less for a while. */
export function podDisruptions(
  pod: Pod,
  store: ObjectStore,
  by: 'eviction' | 'deletion',
): DraftedDisruption[] {
  const isReady = pod.status?.conditions?.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  const workload = controllerOf(store, pod)?.workload;
  if (!isReady || !workload?.kind) {
    return [];
  }
  const ready = readyPods(workload);
  const least = by === 'eviction' ? healthyByBudgets(pod, store) : 0;
  const lowestReady = Math.max(0, ready - 1, Math.min(ready, least));
  return lowestReady < ready
    ? [
        {
          workload: {
            kind: workload.kind,
            namespace: workload.metadata?.namespace,
            name: workload.metadata?.name ?? '',
          },
          desired: wantedPods(workload),
          ready,
          lowestReady,
        },
      ]
    : [];
}

/** How many healthy pods evictions leave, whatever happens: disruption budgets want as many. */
export function healthyByBudgets(
  { metadata }: Pod,
  store: ObjectStore,
): number {
  const { labels, namespace } = metadata ?? {};
  return Math.max(
    0,
    ...budgetsOf(store, { namespace, labels }).map(
      ({ status }) => status?.desiredHealthy ?? 0,
    ),
  );
}

function replacement(pod: Pod, controller: Controller | undefined): Impact {
  if (!controller) {
    return {
      severity: 'danger',
      code: 'not-replaced',
      message: 'Nothing controls it: nothing brings it back.',
    };
  }
  const { workload, inWords } = controller;
  if (workload && wantedPods(workload) === 1) {
    return {
      severity: 'danger',
      code: 'single-replica',
      message: `It is the only pod of ${inWords}: nothing serves until its replacement is ready.`,
    };
  }
  const left = workload ? `, which has ${readyPods(workload)} ready now` : '';
  return {
    severity: 'note',
    code: 'replicas-unavailable',
    message: `${inWords}${left}, ${
      pod.status?.phase === 'Succeeded' ? 'may start' : 'starts'
    } another one.`,
  };
}

function localFiles({ spec }: Pod): Impact[] {
  const local = (spec?.volumes ?? []).filter(({ emptyDir }) => emptyDir);
  return local.length === 0
    ? []
    : [
        {
          severity: 'note',
          code: 'local-files',
          message: `What it keeps in ${local
            .map(({ name }) => name)
            .join(', ')} (emptyDir) is lost.`,
        },
      ];
}
