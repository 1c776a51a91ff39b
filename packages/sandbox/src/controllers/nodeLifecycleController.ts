import { Node, Taint } from '../api/clusterTypes';
import { Nodes, Pods } from '../api/resources';
import { Pod } from '../api/podTypes';
import { timestamp } from '../clock';
import { Controller, ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { isActive, isOf, isReady, ownKey, setCondition } from './podState';
import { toleration } from './scheduling';

const COMPONENT = 'node-controller';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** Marks the pods of a node that fell silent as not ready, and evicts them once they no longer tolerate it. */
export function createNodeLifecycleController({
  api,
  clock,
  events,
}: ControllerContext): Controller {
  return {
    name: COMPONENT,
    affectedBy: event => {
      if (isOf(event, Pods) && event.type !== 'DELETED') {
        const { nodeName } = (event.object as Pod).spec;
        return nodeName ? [nodeName] : [];
      }
      return ownKey(event, Nodes);
    },
    reconcile(name, wakeAfter) {
      const node = api.store.get(Nodes, { name });
      if (!node) return;
      const ready = node.status.conditions.find(({ type }) => type === 'Ready');
      const silent = ready?.status === 'Unknown';
      const since = Date.parse(ready?.lastTransitionTime ?? '') || clock.now();
      setTaints(node, silent, timestamp(since));
      if (!silent) return;
      for (const pod of api.store.list(Pods)) {
        if (pod.spec.nodeName !== name || !isActive(pod)) continue;
        if (isReady(pod)) markUnready(pod);
        const [taint] = unreachableTaints(timestamp(since)).slice(-1);
        const tolerated = toleration(pod.spec, taint);
        if (tolerated && tolerated.tolerationSeconds === undefined) continue;
        const left =
          since + (tolerated?.tolerationSeconds ?? 0) * 1000 - clock.now();
        if (left > 0) wakeAfter(left);
        else evict(pod);
      }
    },
  };

  function setTaints(node: Node, silent: boolean, since: string): void {
    const others = (node.spec.taints ?? []).filter(
      ({ key }) => key !== UNREACHABLE && key !== UNSCHEDULABLE,
    );
    const wanted: Taint[] = [
      ...others,
      ...(node.spec.unschedulable
        ? [
            node.spec.taints?.find(({ key }) => key === UNSCHEDULABLE) ?? {
              key: UNSCHEDULABLE,
              effect: 'NoSchedule' as const,
              timeAdded: timestamp(clock.now()),
            },
          ]
        : []),
      ...(silent ? unreachableTaints(since) : []),
    ];
    api.modify(
      Nodes,
      node.metadata,
      draft => {
        if (wanted.length > 0) draft.spec.taints = wanted;
        else delete draft.spec.taints;
      },
      { manager: CONTROLLER_MANAGER },
    );
  }

  function markUnready(pod: Pod): void {
    const now = timestamp(clock.now());
    api.modify(
      Pods,
      pod.metadata,
      draft => {
        const conditions = draft.status.conditions ?? [];
        setCondition(
          conditions,
          { type: 'Ready', status: 'False', lastProbeTime: null },
          now,
        );
        draft.status.conditions = conditions;
      },
      { manager: CONTROLLER_MANAGER, subresource: 'status' },
    );
    events.record(pod, {
      type: 'Warning',
      reason: 'NodeNotReady',
      message: 'Node is not ready',
      component: COMPONENT,
    });
  }

  function evict(pod: Pod): void {
    events.record(pod, {
      type: 'Normal',
      reason: 'TaintManagerEviction',
      message: `Marking for deletion Pod ${pod.metadata.namespace}/${pod.metadata.name}`,
      component: 'taint-eviction-controller',
    });
    api.delete(Pods, pod.metadata);
  }
}

function unreachableTaints(since: string): Taint[] {
  return (['NoSchedule', 'NoExecute'] as const).map(effect => ({
    key: UNREACHABLE,
    effect,
    timeAdded: since,
  }));
}
