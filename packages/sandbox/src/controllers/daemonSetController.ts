import { Node } from '../api/clusterTypes';
import { keyOf, referenceOf } from '../api/objects';
import { DaemonSets, Nodes, Pods } from '../api/resources';
import { DaemonSet } from '../api/workloadTypes';
import { REVISION_LABEL, recordRevision } from './controllerRevisions';
import { Controller, ControllerContext } from './Controller';
import { releasePods } from './podAdoption';
import { CONTROLLER_MANAGER, createPodOf, deletePodOf } from './podFactory';
import {
  availableInMs,
  controllerKey,
  isActive,
  isOf,
  isReady,
  ownKey,
  podsOf,
} from './podState';
import { fitsSelector } from './scheduling';

const COMPONENT = 'daemonset-controller';

/** Keeps one pod on each node that fits. */
export function createDaemonSetController(
  context: ControllerContext,
): Controller {
  const { api, clock } = context;
  return {
    name: COMPONENT,
    affectedBy: event =>
      isOf(event, Nodes)
        ? api.store.list(DaemonSets).map(set => keyOf(set.metadata))
        : [
            ...ownKey(event, DaemonSets),
            ...controllerKey(event, Pods, DaemonSets),
          ],
    reconcile(key, wakeAfter) {
      const set = api.store.get(DaemonSets, referenceOf(key));
      if (!set) return;
      const revision = recordRevision(
        context,
        set,
        set.spec.revisionHistoryLimit,
      );
      const hash = revision.slice(set.metadata.name.length + 1);
      const nodes = api.store
        .list(Nodes)
        .filter(node => fitsSelector(set.spec.template.spec, node));
      if (!set.metadata.deletionTimestamp) {
        releasePods(context, set);
        step(set, nodes, hash, wakeAfter);
      }
      updateStatus(set, nodes, hash);
    },
  };

  function step(
    set: DaemonSet,
    nodes: Node[],
    hash: string,
    wakeAfter: (delayMs: number) => void,
  ): void {
    const pods = podsOf(api.store, set);
    for (const node of nodes) {
      const { name } = node.metadata;
      if (pods.some(pod => pod.spec.nodeName === name)) continue;
      const failure = createPodOf(context, set, set.spec.template, {
        component: COMPONENT,
        labels: { [REVISION_LABEL]: hash },
        spec: {
          nodeName: name,
          tolerations: [
            ...(set.spec.template.spec.tolerations ?? []),
            ...['not-ready', 'unreachable'].map(taint => ({
              key: `node.kubernetes.io/${taint}`,
              operator: 'Exists',
              effect: 'NoExecute',
            })),
            {
              key: 'node.kubernetes.io/unschedulable',
              operator: 'Exists',
              effect: 'NoSchedule',
            },
          ],
        },
      });
      if (failure) wakeAfter(15_000);
    }
    const settled = pods.every(pod => isActive(pod) && isReady(pod));
    const stale = pods.find(
      pod => pod.metadata.labels?.[REVISION_LABEL] !== hash,
    );
    // One at a time, the default of maxUnavailable.
    if (stale && settled && set.spec.updateStrategy.type === 'RollingUpdate') {
      deletePodOf(context, set, stale, COMPONENT);
    }
    for (const pod of pods) {
      const misplaced = !nodes.some(
        node => node.metadata.name === pod.spec.nodeName,
      );
      if (misplaced && isActive(pod)) deletePodOf(context, set, pod, COMPONENT);
    }
  }

  function updateStatus(set: DaemonSet, nodes: Node[], hash: string): void {
    const pods = podsOf(api.store, set).filter(isActive);
    const available = pods.filter(
      pod => availableInMs(pod, set.spec.minReadySeconds, clock.now()) === 0,
    ).length;
    const missing = nodes.length - available;
    const fresh = api.store.get(DaemonSets, set.metadata);
    if (!fresh) return;
    api.modify(
      DaemonSets,
      set.metadata,
      draft => {
        draft.status = {
          currentNumberScheduled: pods.length,
          numberMisscheduled: 0,
          desiredNumberScheduled: nodes.length,
          numberReady: pods.filter(isReady).length,
          observedGeneration: fresh.metadata.generation,
          updatedNumberScheduled: pods.filter(
            pod => pod.metadata.labels?.[REVISION_LABEL] === hash,
          ).length,
          ...(available > 0 && { numberAvailable: available }),
          ...(missing > 0 && { numberUnavailable: missing }),
        };
      },
      { manager: CONTROLLER_MANAGER, subresource: 'status' },
    );
  }
}
