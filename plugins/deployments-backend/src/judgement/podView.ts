import type {
  Container,
  ContainerState as KubernetesContainerState,
} from 'kubernetes-types/core/v1';
import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import type {
  ContainerState,
  ContainerView,
  PodView,
} from '@groundcrew/plugin-deployments-common';
import { podStatus } from './podStatus';
import { isReady } from './replicas';
import { restartsOf } from './workloadSummary';

type Pod = ObjectOf<'Pod'>;

/** Shows a pod with its containers. */
export function podView(pod: Pod): PodView {
  return {
    name: pod.metadata?.name ?? '',
    uid: pod.metadata?.uid ?? '',
    status: podStatus(pod),
    ready: isReady(pod),
    node: pod.spec?.nodeName,
    revision: pod.metadata?.ownerReferences?.find(
      ({ controller }) => controller,
    )?.name,
    createdAt: pod.metadata?.creationTimestamp,
    restarts: restartsOf(pod),
    containers: containersOf(pod),
    unmetConditions: (pod.status?.conditions ?? [])
      .filter(
        ({ status, reason }) => status === 'False' && reason !== 'PodCompleted',
      )
      .map(({ type, reason, message }) => ({ type, reason, message })),
  };
}

function containersOf(pod: Pod): ContainerView[] {
  return [
    ...(pod.spec?.initContainers ?? []).map(container =>
      containerView(
        pod,
        container,
        container.restartPolicy === 'Always' ? 'sidecar' : 'init',
      ),
    ),
    ...(pod.spec?.containers ?? []).map(container =>
      containerView(pod, container, 'app'),
    ),
  ];
}

function containerView(
  pod: Pod,
  container: Container,
  type: ContainerView['type'],
): ContainerView {
  const status = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ].find(({ name }) => name === container.name);
  return {
    name: container.name,
    type,
    image: container.image ?? '',
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    state: stateOf(status?.state),
    lastTermination: stateOf(status?.lastState),
    requests: amounts(container.resources?.requests),
    limits: amounts(container.resources?.limits),
  };
}

function stateOf(
  state: KubernetesContainerState | undefined,
): ContainerState | undefined {
  if (state?.running) {
    return { type: 'running', startedAt: state.running.startedAt };
  }
  if (state?.waiting) {
    return {
      type: 'waiting',
      reason: state.waiting.reason,
      message: state.waiting.message,
    };
  }
  if (state?.terminated) {
    const { reason, message, startedAt, finishedAt, exitCode, signal } =
      state.terminated;
    return {
      type: 'terminated',
      reason,
      message,
      startedAt,
      finishedAt,
      exitCode,
      signal,
    };
  }
  return undefined;
}

function amounts(
  resources: Record<string, unknown> | undefined,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(resources ?? {}).map(([name, amount]) => [
      name,
      String(amount),
    ]),
  );
}
