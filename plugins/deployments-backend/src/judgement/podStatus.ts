import type { ObjectOf } from '@groundcrew/plugin-clusters-node';

type Pod = ObjectOf<'Pod'>;

/**
 * One word for what a pod is doing: what `kubectl get pods` shows as its status.
 *
 * @remarks
 *
 * The most telling of: being deleted, an init container that does not get through, a container that waits or has
 * ended, the reason of the pod, its phase.
 */
export function podStatus(pod: Pod): string {
  const status = pod.status;
  if (pod.metadata?.deletionTimestamp) {
    return status?.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
  }
  const initialising = initStatus(pod);
  if (initialising) {
    return initialising;
  }
  for (const container of [...(status?.containerStatuses ?? [])].reverse()) {
    const { waiting, terminated } = container.state ?? {};
    if (waiting?.reason) {
      return waiting.reason;
    }
    if (terminated && status?.phase !== 'Running') {
      return terminated.reason ?? exitWord(terminated);
    }
  }
  return status?.reason ?? status?.phase ?? 'Unknown';
}

function initStatus(pod: Pod): string | undefined {
  const restartable = new Set(
    (pod.spec?.initContainers ?? [])
      .filter(container => container.restartPolicy === 'Always')
      .map(container => container.name),
  );
  const statuses = pod.status?.initContainerStatuses ?? [];
  for (const [index, container] of statuses.entries()) {
    const { terminated, waiting } = container.state ?? {};
    const done =
      terminated?.exitCode === 0 ||
      (restartable.has(container.name) && container.started);
    if (!done) {
      if (terminated) {
        return `Init:${terminated.reason ?? exitWord(terminated)}`;
      }
      return waiting?.reason && waiting.reason !== 'PodInitializing'
        ? `Init:${waiting.reason}`
        : `Init:${index}/${statuses.length}`;
    }
  }
  return undefined;
}

function exitWord({
  signal,
  exitCode,
}: {
  signal?: number;
  exitCode: number;
}): string {
  return signal ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}
