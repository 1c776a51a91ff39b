import type { ObjectOf, OwnerTree } from '@groundcrew/plugin-clusters-node';
import type { Replicas, Rollout } from '@groundcrew/plugin-deployments-common';

/** How far the roll-out of a workload's newest revision has come, as `kubectl rollout status` judges it. */
export function rolloutOf(tree: OwnerTree, replicas: Replicas): Rollout {
  const judged = judge(tree, replicas);
  return {
    ...judged,
    progress: judged.state === 'complete' ? 1 : progressOf(tree, replicas),
  };
}

function judge(tree: OwnerTree, replicas: Replicas): Omit<Rollout, 'progress'> {
  switch (tree.kind) {
    case 'Deployment':
      return deploymentRollout(tree.object as ObjectOf<'Deployment'>, replicas);
    case 'StatefulSet':
      return statefulSetRollout(
        tree.object as ObjectOf<'StatefulSet'>,
        replicas,
      );
    case 'DaemonSet': {
      const { metadata, status } = tree.object as ObjectOf<'DaemonSet'>;
      const seen =
        (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
      return seen && replicas.updated >= replicas.desired
        ? { state: 'complete' }
        : { state: 'progressing' };
    }
    case 'Rollout':
      return argoRollout(tree.object as ObjectOf<'Rollout'>);
    default:
      return { state: 'complete' };
  }
}

function deploymentRollout(
  { metadata, spec, status }: ObjectOf<'Deployment'>,
  replicas: Replicas,
): Omit<Rollout, 'progress'> {
  const progressing = status?.conditions?.find(
    condition => condition.type === 'Progressing',
  );
  const message = progressing?.message;
  const seen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const allUpdated =
    replicas.updated >= replicas.desired &&
    (status?.replicas ?? 0) <= replicas.updated;
  if (spec?.paused) {
    return { state: 'paused', message };
  }
  if (!seen) {
    return { state: 'progressing' };
  }
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return { state: 'stalled', message };
  }
  // Once a roll-out is through, its condition stays so: a pod that fails later is not a roll-out.
  if (allUpdated && progressing?.reason === 'NewReplicaSetAvailable') {
    return { state: 'complete' };
  }
  return allUpdated && replicas.available >= replicas.desired
    ? { state: 'complete' }
    : { state: 'progressing', message };
}

function statefulSetRollout(
  { metadata, spec, status }: ObjectOf<'StatefulSet'>,
  replicas: Replicas,
): Omit<Rollout, 'progress'> {
  const seen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  if (!seen) {
    return { state: 'progressing' };
  }
  if (
    !status?.updateRevision ||
    status.updateRevision === status.currentRevision
  ) {
    return { state: 'complete' };
  }
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  if (partition > 0 && replicas.updated >= replicas.desired - partition) {
    return { state: 'paused', message: `held at partition ${partition}` };
  }
  return replicas.updated >= replicas.desired
    ? { state: 'complete' }
    : { state: 'progressing' };
}

function argoRollout({
  status,
}: ObjectOf<'Rollout'>): Omit<Rollout, 'progress'> {
  const message =
    typeof status?.message === 'string' ? status.message : undefined;
  switch (status?.phase) {
    case 'Healthy':
      return { state: 'complete' };
    case 'Paused':
      return { state: 'paused', message };
    case 'Degraded':
      return { state: 'stalled', message };
    default:
      return { state: 'progressing', message };
  }
}

/** The share of wanted replicas that are available on the newest revision. */
function progressOf(tree: OwnerTree, replicas: Replicas): number {
  if (replicas.desired === 0) {
    return 1;
  }
  const newest = currentReplicaSet(tree);
  const available =
    newest?.status?.availableReplicas ??
    Math.min(replicas.updated, replicas.available);
  return Math.min(available / replicas.desired, 1);
}

/** The ReplicaSet of a Deployment's, or a Rollout's, newest revision. */
export function currentReplicaSet(
  tree: OwnerTree,
): ObjectOf<'ReplicaSet'> | undefined {
  return tree.children
    .filter(child => child.kind === 'ReplicaSet')
    .map(child => child.object as ObjectOf<'ReplicaSet'>)
    .sort((left, right) => revisionNumber(right) - revisionNumber(left))[0];
}

/** The number of a ReplicaSet's revision; 0 when it has none. */
export function revisionNumber(replicaSet: ObjectOf<'ReplicaSet'>): number {
  const annotations = replicaSet.metadata?.annotations;
  return Number(
    annotations?.['deployment.kubernetes.io/revision'] ??
      annotations?.['rollout.argoproj.io/revision'] ??
      0,
  );
}
