import { cloneJson, equalJson } from '../api/json';
import { Condition } from '../api/objects';
import { scaledValue } from '../api/quantities';
import { Deployment, ReplicaSet } from '../api/workloadTypes';
import { timestamp } from '../clock';

export interface RolloutLimits {
  maxSurge: number;
  maxUnavailable: number;
}

/** The limits of a rollout in pods. At least one of them is above 0, or nothing would ever move. */
export function rolloutLimits({ spec }: Deployment): RolloutLimits {
  if (spec.strategy.type === 'Recreate') {
    return { maxSurge: 0, maxUnavailable: spec.replicas };
  }
  const { rollingUpdate } = spec.strategy;
  const maxSurge = scaledValue(rollingUpdate?.maxSurge, spec.replicas, 'up');
  const maxUnavailable = Math.min(
    scaledValue(rollingUpdate?.maxUnavailable, spec.replicas, 'down'),
    spec.replicas,
  );
  return maxSurge === 0 && maxUnavailable === 0
    ? { maxSurge, maxUnavailable: 1 }
    : { maxSurge, maxUnavailable };
}

/** Whether nothing is left to be done for the template. */
export function isComplete({ metadata, spec, status }: Deployment): boolean {
  return (
    (status.updatedReplicas ?? 0) === spec.replicas &&
    (status.replicas ?? 0) === spec.replicas &&
    (status.availableReplicas ?? 0) === spec.replicas &&
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  );
}

/** The status of a Deployment from its ReplicaSets. Pure. */
export function deploymentStatus(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  sets: ReplicaSet[],
  now: number,
): Deployment['status'] {
  const { spec, status } = deployment;
  const sum = (
    field: 'replicas' | 'readyReplicas' | 'availableReplicas',
  ): number => sets.reduce((total, set) => total + (set.status[field] ?? 0), 0);
  const available = sum('availableReplicas');
  const replicas = sum('replicas');
  const wanted = sets.reduce((total, set) => total + set.spec.replicas, 0);
  const counts = {
    replicas,
    updatedReplicas: current?.status.replicas ?? 0,
    readyReplicas: sum('readyReplicas'),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, wanted - available),
  };
  const next: Deployment['status'] = {
    observedGeneration: deployment.metadata.generation,
    ...Object.fromEntries(
      Object.entries(counts).filter(([, count]) => count > 0),
    ),
    ...(status.collisionCount && { collisionCount: status.collisionCount }),
  };
  const conditions = cloneJson(status.conditions ?? []).filter(
    ({ type }) => type !== 'ReplicaFailure',
  );
  const required = spec.replicas - rolloutLimits(deployment).maxUnavailable;
  put(
    conditions,
    available >= required
      ? {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }
      : {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        },
    now,
  );
  const progress = progressCondition(deployment, next, current, now);
  if (progress) {
    const isMoving =
      progress.reason === 'ReplicaSetUpdated' && hasMoved(status, next);
    put(conditions, progress, now, isMoving);
  }
  const failure = sets
    .flatMap(set => set.status.conditions ?? [])
    .find(({ type }) => type === 'ReplicaFailure');
  if (failure) {
    const before = status.conditions?.find(c => c.type === 'ReplicaFailure');
    conditions.push(
      before && before.message === failure.message
        ? before
        : { ...failure, lastUpdateTime: failure.lastTransitionTime },
    );
  }
  return { ...next, conditions };
}

/** When the progress deadline passes; undefined when no deadline runs. */
export function progressDeadline(deployment: Deployment): number | undefined {
  const { spec, status } = deployment;
  const progress = status.conditions?.find(
    ({ type }) => type === 'Progressing',
  );
  if (
    !progress ||
    spec.paused ||
    progress.status !== 'True' ||
    progress.reason === 'NewReplicaSetAvailable'
  ) {
    return undefined;
  }
  return (
    Date.parse(progress.lastUpdateTime ?? '') +
    spec.progressDeadlineSeconds * 1000
  );
}

function progressCondition(
  deployment: Deployment,
  next: Deployment['status'],
  current: ReplicaSet | undefined,
  now: number,
): Condition | undefined {
  const { spec, status } = deployment;
  const before = status.conditions?.find(({ type }) => type === 'Progressing');
  const progressing = (
    reason: string,
    message: string,
    value: Condition['status'] = 'True',
  ): Condition => ({ type: 'Progressing', status: value, reason, message });
  if (spec.paused) {
    return progressing('DeploymentPaused', 'Deployment is paused', 'Unknown');
  }
  if (before?.reason === 'DeploymentPaused') {
    return progressing('DeploymentResumed', 'Deployment is resumed', 'Unknown');
  }
  if (!current) return before;
  const name = current.metadata.name;
  if (isComplete({ ...deployment, status: next })) {
    return progressing(
      'NewReplicaSetAvailable',
      `ReplicaSet "${name}" has successfully progressed.`,
    );
  }
  // A finished rollout that lost a pod is not a rollout.
  const isSettled =
    before?.reason === 'NewReplicaSetAvailable' &&
    before.message?.includes(`"${name}"`);
  if (isSettled) return before;
  if (!before || (!before.message?.includes(name) && !hasMoved(status, next))) {
    return progressing(
      'NewReplicaSetCreated',
      `Created new replica set "${name}"`,
    );
  }
  if (hasMoved(status, next)) {
    return progressing(
      'ReplicaSetUpdated',
      `ReplicaSet "${name}" is progressing.`,
    );
  }
  const deadline = progressDeadline(deployment);
  if (deadline !== undefined && now >= deadline) {
    return progressing(
      'ProgressDeadlineExceeded',
      `ReplicaSet "${name}" has timed out progressing.`,
      'False',
    );
  }
  return before;
}

/** Whether pods came nearer to what is wanted since the last look. */
function hasMoved(
  before: Deployment['status'],
  next: Deployment['status'],
): boolean {
  const old = (status: Deployment['status']) =>
    (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    (next.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    (next.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (before.availableReplicas ?? 0) ||
    old(next) < old(before)
  );
}

function put(
  conditions: Condition[],
  next: Condition,
  now: number,
  touch = false,
): void {
  const index = conditions.findIndex(({ type }) => type === next.type);
  const before = conditions[index];
  const same =
    before &&
    equalJson(
      [before.status, before.reason, before.message],
      [next.status, next.reason, next.message],
    );
  if (same && !touch) return;
  const condition: Condition = {
    type: next.type,
    status: next.status,
    lastUpdateTime: timestamp(now),
    lastTransitionTime:
      before?.status === next.status
        ? before.lastTransitionTime
        : timestamp(now),
    reason: next.reason,
    message: next.message,
  };
  if (index < 0) conditions.push(condition);
  else conditions[index] = condition;
}
