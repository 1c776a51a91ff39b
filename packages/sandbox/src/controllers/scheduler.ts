import { keyOf, referenceOf } from '../api/objects';
import { Nodes, Pods } from '../api/resources';
import { parseQuantity } from '../api/quantities';
import { Pod } from '../api/podTypes';
import { timestamp } from '../clock';
import { Controller, ControllerContext } from './Controller';
import { isOf, setCondition } from './podState';
import { obstacle, requested } from './scheduling';

const COMPONENT = 'default-scheduler';
const MANAGER = 'kube-scheduler';
const RETRY_MS = 60_000;

/** Gives pods to nodes, the emptiest of those that fit. */
export function createScheduler(context: ControllerContext): Controller {
  const { api, clock, events } = context;
  return {
    name: COMPONENT,
    affectedBy: event => {
      if (isOf(event, Pods)) {
        const pod = event.object as Pod;
        if (event.type !== 'DELETED') {
          return pod.spec.nodeName ? [] : [keyOf(pod.metadata)];
        }
      } else if (!isOf(event, Nodes)) {
        return [];
      }
      // Room may have come free.
      return api.store
        .list(Pods)
        .filter(pod => !pod.spec.nodeName)
        .map(pod => keyOf(pod.metadata));
    },
    reconcile(key, wakeAfter) {
      const pod = api.store.get(Pods, referenceOf(key));
      if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp) return;
      const placed = new Map<string, Pod[]>();
      for (const other of api.store.list(Pods)) {
        const { nodeName } = other.spec;
        if (nodeName) {
          placed.set(nodeName, [...(placed.get(nodeName) ?? []), other]);
        }
      }
      const nodes = api.store.list(Nodes);
      const obstacles = new Map<string, number>();
      const fitting = nodes.filter(node => {
        const why = obstacle(pod, node, placed.get(node.metadata.name) ?? []);
        if (why) obstacles.set(why, (obstacles.get(why) ?? 0) + 1);
        return !why;
      });
      const load = (name: string, resource: string, allocatable: string) =>
        (placed.get(name) ?? []).reduce(
          (sum, other) => sum + requested(other, resource),
          0,
        ) / (parseQuantity(allocatable) || 1);
      // Replicas of one owner are spread before nodes are filled.
      const owner = pod.metadata.ownerReferences?.[0]?.uid;
      const score = (name: string) =>
        (placed.get(name) ?? []).filter(
          other => owner && other.metadata.ownerReferences?.[0]?.uid === owner,
        ).length;
      const [best] = fitting
        .map(({ metadata: { name }, status: { allocatable } }) => ({
          name,
          siblings: score(name),
          load:
            load(name, 'cpu', allocatable.cpu) +
            load(name, 'memory', allocatable.memory),
        }))
        .sort((a, b) => a.siblings - b.siblings || a.load - b.load);
      if (best) {
        bind(pod, best.name);
      } else {
        reportUnschedulable(pod, nodes.length, obstacles);
        wakeAfter(RETRY_MS);
      }
    },
  };

  function bind(pod: Pod, node: string): void {
    api.modify(
      Pods,
      pod.metadata,
      draft => {
        draft.spec.nodeName = node;
      },
      { manager: MANAGER },
    );
    setScheduled(pod, { status: 'True' });
    events.record(pod, {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node}`,
      component: COMPONENT,
    });
  }

  function reportUnschedulable(
    pod: Pod,
    nodes: number,
    obstacles: Map<string, number>,
  ): void {
    const reasons = [...obstacles]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([why, count]) => `${count} ${why}`)
      .join(', ');
    const message =
      nodes === 0
        ? 'no nodes available to schedule pods'
        : `0/${nodes} nodes are available: ${reasons}. preemption: 0/${nodes} nodes are available: ${nodes} No preemption victims found for incoming pod.`;
    setScheduled(pod, { status: 'False', reason: 'Unschedulable', message });
    events.record(pod, {
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
      component: COMPONENT,
    });
  }

  function setScheduled(
    pod: Pod,
    outcome: { status: 'True' | 'False'; reason?: string; message?: string },
  ): void {
    api.modify(
      Pods,
      pod.metadata,
      draft => {
        const conditions = draft.status.conditions ?? [];
        setCondition(
          conditions,
          {
            type: 'PodScheduled',
            lastProbeTime: null,
            observedGeneration: pod.metadata.generation,
            ...outcome,
          },
          timestamp(clock.now()),
        );
        draft.status.conditions = conditions;
      },
      { manager: MANAGER, subresource: 'status' },
    );
  }
}
