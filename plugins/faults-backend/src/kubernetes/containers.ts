import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
  PodSpec,
} from 'kubernetes-types/core/v1';
import { asList } from './asList';
import { asText } from './asText';

/** A container of a pod: what it should be and what it is. */
export interface PodContainer {
  name: string;
  spec: Container;
  /** Undefined before the kubelet has looked at the pod. */
  status?: ContainerStatus;
  /** Where it stands in the spec: `spec.containers[0]`. */
  path: string;
}

/** The containers of a pod, those for initialisation first. */
export function containersOf({
  spec,
  status,
}: ObjectOf<'Pod'>): PodContainer[] {
  const statuses = [
    ...asList(status?.initContainerStatuses),
    ...asList(status?.containerStatuses),
  ];
  return containersIn(spec).map(container => ({
    ...container,
    status: statuses.find(({ name }) => name === container.name),
  }));
}

/** The containers that a spec asks for, those for initialisation first. */
export function containersIn(spec: PodSpec | undefined): PodContainer[] {
  return (['initContainers', 'containers'] as const).flatMap(list =>
    asList(spec?.[list]).map((container, index) => ({
      name: asText(container.name),
      spec: container,
      path: `spec.${list}[${index}]`,
    })),
  );
}

/** Why a container waits, in the kubelet's words: `CrashLoopBackOff`. Empty when it does not. */
export function waitingReason({ status }: PodContainer): string {
  return asText(status?.state?.waiting?.reason);
}

/** How the container ended, if it has just ended, or how it ended before. */
export function lastEndOf({
  status,
}: PodContainer): ContainerStateTerminated | undefined {
  return status?.state?.terminated ?? status?.lastState?.terminated;
}

/** How often the container was started again. */
export function restartsOf({ status }: PodContainer): number {
  return Number(status?.restartCount) || 0;
}
