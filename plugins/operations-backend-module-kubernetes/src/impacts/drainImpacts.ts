import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Impact } from '@groundcrew/plugin-operations-common';
import type { DraftedDisruption } from '@groundcrew/plugin-operations-node';
import type { Pod } from 'kubernetes-types/core/v1';
import { budgetInWords, budgetsAmong } from '../budgets/budgetsOf';
import { podName, type PodsByEvictability } from '../nodes/podsOfNode';
import { countOf } from '../words/countOf';
import { listOf } from '../words/listOf';
import { healthyByBudgets, podDisruptions } from './podImpacts';

const MAX_NAMES = 5;

/** What draining a node may do besides. */
export function drainImpacts(
  pods: PodsByEvictability,
  store: ObjectStore,
): Impact[] {
  const going = [...pods.evictable, ...pods.uncontrolled];
  const impacts: Impact[] = [
    {
      severity: going.length > 0 ? 'warning' : 'note',
      code: 'node-pods',
      message:
        going.length > 0
          ? `${countOf(going.length, 'pod')} will go: ${names(going)}.`
          : 'No pod has to go.',
    },
  ];
  const staying = pods['daemon-set'].length + pods.mirror.length;
  if (staying > 0) {
    impacts.push({
      severity: 'note',
      code: 'node-pods',
      message: `${countOf(
        staying,
        'pod',
      )} of DaemonSets or of the node itself will stay.`,
    });
  }
  if (pods.uncontrolled.length > 0) {
    impacts.push({
      severity: 'danger',
      code: 'not-replaced',
      message: `Nothing brings back ${names(pods.uncontrolled)}.`,
    });
  }
  for (const budget of store.list('PodDisruptionBudget')) {
    const covered = going.filter(
      ({ metadata }) =>
        budgetsAmong([budget], {
          namespace: metadata?.namespace,
          labels: metadata?.labels,
        }).length > 0,
    );
    const allowed = budget.status?.disruptionsAllowed ?? 0;
    if (covered.length > allowed) {
      impacts.push({
        severity: allowed === 0 ? 'warning' : 'note',
        code: 'disruption-budget',
        message:
          allowed === 0
            ? `The ${budgetInWords(budget)} holds up ${names(covered)} now.`
            : `The ${budgetInWords(budget)} lets ${allowed} of ${names(
                covered,
              )} go at a time: the others wait for replacements.`,
      });
    }
  }
  const withFiles = going.filter(({ spec }) =>
    spec?.volumes?.some(({ emptyDir }) => emptyDir),
  );
  if (withFiles.length > 0) {
    impacts.push({
      severity: 'note',
      code: 'local-files',
      message: `What is kept in an emptyDir is lost: ${names(withFiles)}.`,
    });
  }
  return impacts;
}

/** The workloads that have fewer pods while a node is drained. */
export function drainDisruptions(
  pods: PodsByEvictability,
  store: ObjectStore,
): DraftedDisruption[] {
  const byWorkload = new Map<string, DraftedDisruption>();
  for (const pod of pods.evictable) {
    for (const disruption of podDisruptions(pod, store, 'eviction')) {
      const { kind, namespace, name } = disruption.workload;
      const key = `${kind}/${namespace}/${name}`;
      const sum = byWorkload.get(key) ?? {
        ...disruption,
        lowestReady: disruption.ready,
      };
      byWorkload.set(key, {
        ...sum,
        lowestReady: Math.max(
          0,
          sum.lowestReady - 1,
          Math.min(sum.ready, healthyByBudgets(pod, store)),
        ),
      });
    }
  }
  return [...byWorkload.values()].filter(
    ({ lowestReady, ready }) => lowestReady < ready,
  );
}

function names(pods: readonly Pod[]): string {
  const first = pods.slice(0, MAX_NAMES).map(podName);
  const more = pods.length - first.length;
  return listOf(more > 0 ? [...first, `${more} more`] : first);
}
