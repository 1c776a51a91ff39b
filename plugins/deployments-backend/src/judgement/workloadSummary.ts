import {
  lastChangeOf,
  managersOf,
  type EntityPlace,
  type ObjectOf,
  type OwnerTree,
} from '@groundcrew/plugin-clusters-node';
import type {
  Problem,
  Replicas,
  Rollout,
  WorkloadStatus,
  WorkloadSummary,
} from '@groundcrew/plugin-deployments-common';
import { podProblems } from './podProblems';
import { podsOf } from './podsOf';
import { isReady, replicasOf } from './replicas';
import { currentReplicaSet, rolloutOf } from './rollout';
import { imagesOf, podTemplateOf, versionOf } from './version';

const MAX_PROBLEMS = 5;

/** Reasons that say most about a cause, the most telling first. */
const TELLING = [
  'OOMKilled',
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
];

/** Sums up one workload. */
export function workloadSummary(
  tree: OwnerTree,
  place: Pick<EntityPlace, 'cluster' | 'related' | 'freshness'>,
  now: number,
): WorkloadSummary {
  const { metadata } = tree.object;
  const template = podTemplateOf(tree);
  const pods = podsOf(tree);
  const replicas = replicasOf(tree);
  const rollout = rolloutOf(tree, replicas);
  const problems = [
    ...failedJobProblems(tree),
    ...pods.flatMap(pod => podProblems(pod, now)),
  ]
    .filter(
      ({ reason }) => reason !== 'NotReady' || !isOnItsWay(rollout, replicas),
    )
    .sort(byTelling);
  const version = versionOf(template);
  const status = statusOf({
    tree,
    replicas,
    rollout,
    problems,
    stale: Boolean(place.freshness.stale),
  });
  return {
    ref: {
      cluster: place.cluster,
      kind: tree.kind,
      namespace: metadata?.namespace,
      name: metadata?.name ?? '',
    },
    uid: metadata?.uid ?? '',
    status,
    version,
    previousVersion:
      rollout.state === 'complete' ? undefined : previousVersion(tree, version),
    images: imagesOf(template),
    replicas,
    rollout,
    managedBy: managersOf({ ...tree.object, kind: tree.kind }, place.related),
    createdAt: metadata?.creationTimestamp,
    lastChange: lastChangeOf(tree.object),
    restarts: pods.reduce((sum, pod) => sum + restartsOf(pod), 0),
    notReadyPods: pods.filter(
      pod => pod.status?.phase !== 'Succeeded' && !isReady(pod),
    ).length,
    problems: problems.slice(0, MAX_PROBLEMS),
  };
}

/** A roll-out that keeps its replicas may wait for a slow pod: if that never gets ready, the deadline says so. */
function isOnItsWay(rollout: Rollout, replicas: Replicas): boolean {
  return rollout.state === 'progressing' && replicas.ready >= replicas.desired;
}

/** The restarts of all containers of a pod. */
export function restartsOf(pod: ObjectOf<'Pod'>): number {
  return [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ].reduce((sum, status) => sum + status.restartCount, 0);
}

interface Seen {
  tree: OwnerTree;
  replicas: Replicas;
  rollout: Rollout;
  problems: Problem[];
  stale: boolean;
}

function statusOf({
  tree,
  replicas,
  rollout,
  problems,
  stale,
}: Seen): WorkloadStatus {
  if (stale) {
    return 'unknown';
  }
  if (rollout.state === 'stalled' || problems.length > 0) {
    return 'degraded';
  }
  if (tree.kind === 'Job' || tree.kind === 'CronJob') {
    return replicas.desired > 0 ? 'running' : 'completed';
  }
  if (rollout.state === 'paused') {
    return 'paused';
  }
  if (tree.kind === 'Pod') {
    return podStatusWord(tree.object as ObjectOf<'Pod'>, replicas);
  }
  if (replicas.desired === 0) {
    return 'stopped';
  }
  return rollout.state === 'progressing' || replicas.ready < replicas.desired
    ? 'progressing'
    : 'running';
}

function podStatusWord(
  pod: ObjectOf<'Pod'>,
  replicas: Replicas,
): WorkloadStatus {
  if (pod.status?.phase === 'Succeeded') {
    return 'completed';
  }
  return replicas.ready > 0 ? 'running' : 'progressing';
}

function failedJobProblems(tree: OwnerTree): Problem[] {
  const jobs = tree.kind === 'CronJob' ? newestJob(tree) : [tree];
  return jobs
    .filter(({ kind }) => kind === 'Job')
    .flatMap(
      ({ object }) => (object as ObjectOf<'Job'>).status?.conditions ?? [],
    )
    .filter(({ type, status }) => type === 'Failed' && status === 'True')
    .map(({ reason, message }) => ({ reason: reason ?? 'Failed', message }));
}

/** Of a CronJob only the last run counts: an older failure was made up for. */
function newestJob(tree: OwnerTree): OwnerTree[] {
  const createdAt = ({ object }: OwnerTree) =>
    object.metadata?.creationTimestamp ?? '';
  return [...tree.children]
    .sort((left, right) =>
      createdAt(right).localeCompare(createdAt(left), 'en'),
    )
    .slice(0, 1);
}

function previousVersion(
  tree: OwnerTree,
  version: string | undefined,
): string | undefined {
  const current = currentReplicaSet(tree)?.metadata?.uid;
  return tree.children
    .filter(
      child =>
        child.kind === 'ReplicaSet' && child.object.metadata?.uid !== current,
    )
    .filter(
      child =>
        ((child.object as ObjectOf<'ReplicaSet'>).status?.replicas ?? 0) > 0,
    )
    .map(child => versionOf(podTemplateOf(child)))
    .find(previous => previous !== version);
}

function byTelling(left: Problem, right: Problem): number {
  const rank = ({ reason }: Problem) => {
    const index = TELLING.indexOf(reason);
    return index === -1 ? TELLING.length : index;
  };
  return rank(left) - rank(right);
}
