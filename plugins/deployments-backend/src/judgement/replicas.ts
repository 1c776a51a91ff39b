import type { ObjectOf, OwnerTree } from '@groundcrew/plugin-clusters-node';
import type { Replicas } from '@groundcrew/plugin-deployments-common';

/** How many replicas a workload wants and has, by what its controller reports. */
export function replicasOf(tree: OwnerTree): Replicas {
  switch (tree.kind) {
    case 'Deployment': {
      const { spec, status } = tree.object as ObjectOf<'Deployment'>;
      return {
        desired: spec?.replicas ?? 1,
        ready: status?.readyReplicas ?? 0,
        updated: status?.updatedReplicas ?? 0,
        available: status?.availableReplicas ?? 0,
      };
    }
    case 'StatefulSet': {
      const { spec, status } = tree.object as ObjectOf<'StatefulSet'>;
      return {
        desired: spec?.replicas ?? 1,
        ready: status?.readyReplicas ?? 0,
        updated: status?.updatedReplicas ?? 0,
        available: status?.availableReplicas ?? status?.readyReplicas ?? 0,
      };
    }
    case 'DaemonSet': {
      const { status } = tree.object as ObjectOf<'DaemonSet'>;
      return {
        desired: status?.desiredNumberScheduled ?? 0,
        ready: status?.numberReady ?? 0,
        updated: status?.updatedNumberScheduled ?? 0,
        available: status?.numberAvailable ?? 0,
      };
    }
    case 'Rollout': {
      const { spec, status } = tree.object as ObjectOf<'Rollout'>;
      const number = (value: unknown, otherwise: number) =>
        typeof value === 'number' ? value : otherwise;
      return {
        desired: number(spec?.replicas, 1),
        ready: number(status?.readyReplicas, 0),
        updated: number(status?.updatedReplicas, 0),
        available: number(status?.availableReplicas, 0),
      };
    }
    case 'Job':
      return jobReplicas(tree.object as ObjectOf<'Job'>);
    case 'CronJob': {
      const running = tree.children.map(child =>
        jobReplicas(child.object as ObjectOf<'Job'>),
      );
      const total = (key: keyof Replicas) =>
        running.reduce((sum, job) => sum + job[key], 0);
      return {
        desired: total('desired'),
        ready: total('ready'),
        updated: total('updated'),
        available: total('available'),
      };
    }
    case 'Pod': {
      const ready = isReady(tree.object as ObjectOf<'Pod'>) ? 1 : 0;
      return { desired: 1, ready, updated: 1, available: ready };
    }
    default:
      return { desired: 0, ready: 0, updated: 0, available: 0 };
  }
}

/** A finished Job wants nothing any more. */
function jobReplicas({ spec, status }: ObjectOf<'Job'>): Replicas {
  const finished = status?.conditions?.some(
    condition =>
      (condition.type === 'Complete' || condition.type === 'Failed') &&
      condition.status === 'True',
  );
  const left = Math.max((spec?.completions ?? 1) - (status?.succeeded ?? 0), 0);
  const desired =
    finished || spec?.suspend ? 0 : Math.min(spec?.parallelism ?? 1, left);
  const ready = Math.min(status?.ready ?? 0, desired);
  return { desired, ready, updated: desired, available: ready };
}

/** Whether a pod's Ready condition holds. */
export function isReady(pod: ObjectOf<'Pod'>): boolean {
  return Boolean(
    pod.status?.conditions?.some(
      condition => condition.type === 'Ready' && condition.status === 'True',
    ),
  );
}
