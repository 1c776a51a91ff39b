import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import type { Problem } from '@groundcrew/plugin-deployments-common';
import { isReady } from './replicas';

type Pod = ObjectOf<'Pod'>;

/** Reasons for waiting that every healthy pod passes through. */
const ORDINARY_WAITING = new Set(['ContainerCreating', 'PodInitializing']);

/** A container that runs gets at least this long to become ready before it counts as a problem. */
const MIN_READINESS_GRACE_SECONDS = 30;

/**
 * What keeps a pod from being ready and will not pass by itself, in the words of Kubernetes.
 *
 * @param now - milliseconds since the epoch; a container that has only just started is given the time its probes allow
 */
export function podProblems(pod: Pod, now: number): Problem[] {
  const name = pod.metadata?.name;
  if (pod.metadata?.deletionTimestamp || pod.status?.phase === 'Succeeded') {
    return [];
  }
  const unscheduled = pod.status?.conditions?.find(
    condition =>
      condition.type === 'PodScheduled' && condition.status === 'False',
  );
  if (unscheduled) {
    return [
      {
        pod: name,
        reason: unscheduled.reason ?? 'Unschedulable',
        message: unscheduled.message,
      },
    ];
  }
  if (pod.status?.phase === 'Failed') {
    return [
      {
        pod: name,
        reason: pod.status.reason ?? 'Failed',
        message: pod.status.message,
      },
    ];
  }
  const statuses = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ];
  const problems = statuses.flatMap(status => containerProblem(status, name));
  return problems.length > 0 ? problems : unreadyProblems(pod, now);
}

function containerProblem(
  status: NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number],
  pod: string | undefined,
): Problem[] {
  const { waiting, terminated } = status.state ?? {};
  if (waiting?.reason && !ORDINARY_WAITING.has(waiting.reason)) {
    const last = status.lastState?.terminated?.reason;
    const reason =
      waiting.reason === 'CrashLoopBackOff' && last === 'OOMKilled'
        ? 'OOMKilled'
        : waiting.reason;
    return [{ pod, container: status.name, reason, message: waiting.message }];
  }
  if (terminated && terminated.exitCode !== 0) {
    return [
      {
        pod,
        container: status.name,
        reason: terminated.reason ?? 'Error',
        message: terminated.message ?? `exit code ${terminated.exitCode}`,
      },
    ];
  }
  return [];
}

function unreadyProblems(pod: Pod, now: number): Problem[] {
  if (isReady(pod)) {
    return [];
  }
  return (pod.status?.containerStatuses ?? [])
    .filter(status => {
      const startedAt = status.state?.running?.startedAt;
      const probe = pod.spec?.containers.find(
        ({ name }) => name === status.name,
      )?.readinessProbe;
      const grace = Math.max(
        MIN_READINESS_GRACE_SECONDS,
        (probe?.initialDelaySeconds ?? 0) +
          (probe?.periodSeconds ?? 10) * (probe?.failureThreshold ?? 3),
      );
      return (
        !status.ready &&
        startedAt &&
        now - Date.parse(startedAt) >= grace * 1000
      );
    })
    .map(status => ({
      pod: pod.metadata?.name,
      container: status.name,
      reason: 'NotReady',
      message: 'it runs, but its readiness probe does not succeed',
    }));
}
