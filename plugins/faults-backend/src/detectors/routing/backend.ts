import {
  parseLabelSelector,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { Container } from 'kubernetes-types/core/v1';
import { asList } from '../../kubernetes/asList';
import { readyEndpointsOf } from '../../kubernetes/endpoints';
import {
  isOver,
  isReady,
  selects,
  templateOf,
  workloadOfService,
} from '../../topology';

/** What answers behind a Service, by the example of one pod. */
export interface ServiceBackend {
  /** Undefined where there is none, and a template stands for it. */
  pod?: ObjectOf<'Pod'>;
  containers: Container[];
  isReady: boolean;
  /** The ports that the containers declare, in words. */
  inWords: string;
}

/** What is, or should be, behind a Service that selects pods. */
export function backendOf(
  store: ObjectStore,
  service: ObjectOf<'Service'>,
): ServiceBackend | undefined {
  const pod = podBehind(store, service);
  const workload = pod ?? workloadOfService(store, service);
  const template = workload && templateOf(workload);
  // What it does not select may be meant, and may be not: its ports prove nothing.
  if (!template || !selects(service, template.metadata?.labels)) {
    return undefined;
  }
  const { initContainers, containers } = template.spec ?? {};
  // A container for initialisation that goes on beside the others may serve as well.
  const serving = [
    ...asList(containers),
    ...asList(initContainers).filter(
      container =>
        (container as { restartPolicy?: string }).restartPolicy === 'Always',
    ),
  ];
  const ports = serving.flatMap(container => asList(container.ports));
  return {
    pod,
    containers: serving,
    isReady: pod !== undefined && isReady(pod),
    inWords:
      ports
        .map(
          ({ containerPort, name, protocol }) =>
            `${containerPort}/${protocol ?? 'TCP'}${name ? ` (${name})` : ''}`,
        )
        .join(', ') || 'no ports',
  };
}

/** One pod behind a Service: by its endpoints where they name one, for they are fewer than pods. */
function podBehind(
  store: ObjectStore,
  service: ObjectOf<'Service'>,
): ObjectOf<'Pod'> | undefined {
  const namespace = service.metadata?.namespace;
  for (const { targetRef } of readyEndpointsOf(store, service)) {
    const pod =
      targetRef?.kind === 'Pod' && targetRef.name
        ? store.get('Pod', { namespace, name: targetRef.name })
        : undefined;
    if (pod) {
      return pod;
    }
  }
  const pods = store
    .list('Pod', {
      namespace,
      selector: parseLabelSelector({
        matchLabels: service.spec?.selector ?? {},
      }),
    })
    .filter(pod => !isOver(pod));
  return pods.find(isReady) ?? pods[0];
}
