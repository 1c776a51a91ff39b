import type {
  CustomObject,
  KubernetesObject,
  ObjectOf,
} from '@groundcrew/plugin-clusters-node';
import { minimumReady, type Allowance } from './minimumReady';
import type { WorkloadHealth } from './WorkloadHealth';

/** The kinds that serve somebody. What runs to an end, as Jobs do, is never up or down. */
export const SERVING_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Rollout',
] as const;

/** A kind that serves somebody. */
export type ServingKind = (typeof SERVING_KINDS)[number];

/** Reasons of a Deployment's condition Progressing while its newest ReplicaSet is not yet all there. */
const ROLLING_OUT = new Set([
  'NewReplicaSetCreated',
  'FoundNewReplicaSet',
  'ReplicaSetUpdated',
]);

/** Whether workloads of that kind serve somebody. */
export function isServing(kind: string): kind is ServingKind {
  return (SERVING_KINDS as readonly string[]).includes(kind);
}

/**
 * Whether a workload serves, from what its controller says of it. Pure.
 *
 * @remarks
 *
 * A pod counts when it is ready, for that is when Services send it requests; whether it has been so for `minReadySeconds` is of
 * interest to a roll-out alone. Fewer than are wanted is `degraded`, but for the pods that a roll-out under way may take away
 * by its own strategy: that is how the workload is meant to change. None at all is `down`, whatever the strategy allows.
 */
export function healthOf(
  kind: ServingKind,
  object: KubernetesObject,
): WorkloadHealth {
  const seen = seenOf(kind, object);
  const { desired, isRollingOut, ready } = seen;
  return {
    health: judge(seen),
    desired,
    ready,
    isProgressing: isRollingOut || (ready < desired && !seen.hasGivenUp),
  };
}

interface Seen {
  desired: number;
  ready: number;
  isRollingOut: boolean;
  /** Its controller says that it makes no progress. */
  hasGivenUp: boolean;
  /** What a roll-out may take away. */
  allowance: Allowance | undefined;
}

function judge({
  allowance,
  desired,
  isRollingOut,
  ready,
}: Seen): WorkloadHealth['health'] {
  if (desired === 0) {
    return 'idle';
  }
  if (ready === 0) {
    return 'down';
  }
  const wanted = isRollingOut ? minimumReady(desired, allowance) : desired;
  return ready >= wanted ? 'up' : 'degraded';
}

function seenOf(kind: ServingKind, object: KubernetesObject): Seen {
  switch (kind) {
    case 'Deployment':
      return deploymentSeen(object as ObjectOf<'Deployment'>);
    case 'StatefulSet':
      return statefulSetSeen(object as ObjectOf<'StatefulSet'>);
    case 'DaemonSet':
      return daemonSetSeen(object as ObjectOf<'DaemonSet'>);
    default:
      return rolloutSeen(object);
  }
}

function deploymentSeen({
  metadata,
  spec,
  status,
}: ObjectOf<'Deployment'>): Seen {
  const desired = count(spec?.replicas, 1);
  const progressing = status?.conditions?.find(
    ({ type }) => type === 'Progressing',
  );
  const hasGivenUp = progressing?.status === 'False';
  return {
    desired,
    ready: count(status?.readyReplicas),
    hasGivenUp,
    // Once it is through its reason stays NewReplicaSetAvailable: a pod that fails later is no roll-out.
    isRollingOut:
      !hasGivenUp &&
      !spec?.paused &&
      (isUnseen(metadata, status) ||
        count(status?.replicas) > count(status?.updatedReplicas) ||
        ROLLING_OUT.has(progressing?.reason ?? '')),
    allowance:
      spec?.strategy?.type === 'Recreate'
        ? { maxUnavailable: '100%' }
        : // The API server fills both in; these are its defaults.
          { maxUnavailable: '25%', ...spec?.strategy?.rollingUpdate },
  };
}

function statefulSetSeen({
  metadata,
  spec,
  status,
}: ObjectOf<'StatefulSet'>): Seen {
  const desired = count(spec?.replicas, 1);
  const { rollingUpdate, type = 'RollingUpdate' } = spec?.updateStrategy ?? {};
  // Pods below the partition stay as they are: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions
  const toUpdate = Math.max(desired - count(rollingUpdate?.partition), 0);
  return {
    desired,
    ready: count(status?.readyReplicas),
    hasGivenUp: false,
    isRollingOut:
      type === 'RollingUpdate' &&
      (isUnseen(metadata, status) ||
        (status?.updateRevision !== undefined &&
          status.updateRevision !== status.currentRevision &&
          count(status?.updatedReplicas) < toUpdate)),
    allowance: {
      maxUnavailable:
        (rollingUpdate as Allowance | undefined)?.maxUnavailable ?? 1,
    },
  };
}

function daemonSetSeen({
  metadata,
  spec,
  status,
}: ObjectOf<'DaemonSet'>): Seen {
  const desired = count(status?.desiredNumberScheduled);
  const { rollingUpdate, type = 'RollingUpdate' } = spec?.updateStrategy ?? {};
  return {
    desired,
    ready: count(status?.numberReady),
    hasGivenUp: false,
    isRollingOut:
      type === 'RollingUpdate' &&
      (isUnseen(metadata, status) ||
        count(status?.updatedNumberScheduled) < desired),
    allowance: { maxUnavailable: 1, ...rollingUpdate },
  };
}

/** An Argo Rollout. */
function rolloutSeen({ spec = {}, status = {} }: CustomObject): Seen {
  const strategy = field(spec.strategy, 'canary');
  return {
    desired: count(spec.replicas, 1),
    ready: count(status.readyReplicas),
    hasGivenUp: status.phase === 'Degraded',
    isRollingOut:
      status.phase === 'Progressing' ||
      (status.phase === 'Paused' && status.currentPodHash !== status.stableRS),
    // Blue-green keeps all old pods until the new ones serve; a canary may take a quarter by default.
    allowance: strategy
      ? { maxUnavailable: '25%', ...strategy }
      : { maxUnavailable: 0 },
  };
}

/** Its controller has not yet looked at what was written last. */
function isUnseen(
  metadata: KubernetesObject['metadata'],
  status: { observedGeneration?: number } | undefined,
): boolean {
  return (status?.observedGeneration ?? 0) < (metadata?.generation ?? 0);
}

function field(value: unknown, name: string): Allowance | undefined {
  const found = (value as Record<string, unknown> | null | undefined)?.[name];
  return typeof found === 'object' && found !== null ? found : undefined;
}

/** Whatever else stands there, it is no number of pods. */
function count(value: unknown, otherwise = 0): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.max(Math.trunc(value), 0)
    : otherwise;
}
