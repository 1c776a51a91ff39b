import { cloneJson } from '../api/json';
import { Condition } from '../api/objects';
import { ContainerStatus, Pod } from '../api/podTypes';
import { timestamp } from '../clock';
import { setCondition } from '../controllers/podState';

/** The conditions of a pod on a node, in the kubelet's order, going on from those there are. */
export function podConditions(
  pod: Pod,
  statuses: ContainerStatus[],
  seen: {
    mounted: boolean;
    initialized: boolean;
    finished: 'Succeeded' | 'Failed' | undefined;
    now: number;
  },
): Condition[] {
  const conditions = cloneJson(pod.status.conditions ?? []);
  const now = timestamp(seen.now);
  const readiness = readinessOf(statuses, seen.finished);
  const waitingFor = (pod.spec.initContainers ?? []).map(({ name }) => name);
  const all: Array<Partial<Condition> & { type: string }> = [
    {
      type: 'PodReadyToStartContainers',
      status: seen.mounted && !seen.finished ? 'True' : 'False',
    },
    seen.initialized
      ? { type: 'Initialized', status: 'True' }
      : {
          type: 'Initialized',
          status: waitingFor.length > 0 ? 'False' : 'True',
          ...(waitingFor.length > 0 && {
            reason: 'ContainersNotInitialized',
            message: `containers with incomplete status: [${waitingFor.join(
              ' ',
            )}]`,
          }),
        },
    { type: 'Ready', ...readiness },
    { type: 'ContainersReady', ...readiness },
    // Pods of a DaemonSet come to their node without a scheduler.
    { type: 'PodScheduled', status: 'True' },
  ];
  for (const condition of all) {
    setCondition(
      conditions,
      {
        lastProbeTime: null,
        observedGeneration: pod.metadata.generation,
        ...condition,
      } as Condition,
      now,
    );
  }
  const order = all.map(({ type }) => type);
  return conditions.sort(
    (a, b) => order.indexOf(a.type) - order.indexOf(b.type),
  );
}

function readinessOf(
  statuses: ContainerStatus[],
  finished: 'Succeeded' | 'Failed' | undefined,
): Partial<Condition> {
  if (finished === 'Succeeded') {
    return { status: 'False', reason: 'PodCompleted' };
  }
  if (finished) return { status: 'False', reason: 'PodFailed' };
  const unready = statuses.filter(({ ready }) => !ready);
  if (unready.length === 0) return { status: 'True' };
  const names = unready.map(({ name }) => name).join(' ');
  return {
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names}]`,
  };
}
