import { EndpointSlice, Service } from '../api/clusterTypes';
import { keyOf, ownedBy, referenceOf } from '../api/objects';
import { randomSuffix } from '../api/objectMetadata';
import { EndpointSlices, Pods, Services } from '../api/resources';
import { Pod } from '../api/podTypes';
import { Controller, ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { isFinished, isOf, isReady, ownKey } from './podState';

const COMPONENT = 'endpointslice-controller';

/** Lists the addresses of a Service's pods, one slice a Service. */
export function createEndpointSliceController({
  api,
}: ControllerContext): Controller {
  return {
    name: COMPONENT,
    affectedBy: event => {
      if (!isOf(event, Pods)) return ownKey(event, Services);
      const { namespace, labels } = event.object.metadata;
      const before = event.previous?.metadata.labels;
      return api.store
        .list(Services, { namespace })
        .filter(
          service => selectsPod(service, labels) || selectsPod(service, before),
        )
        .map(service => keyOf(service.metadata));
    },
    reconcile(key) {
      const service = api.store.get(Services, referenceOf(key));
      if (!service?.spec.selector || service.metadata.deletionTimestamp) return;
      const { name, namespace, labels } = service.metadata;
      const pods = api.store
        .list(Pods, { namespace })
        .filter(pod => selectsPod(service, pod.metadata.labels))
        .filter(pod => pod.status.podIP && !isFinished(pod))
        .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
      const content = {
        addressType: 'IPv4',
        endpoints: pods.map(endpointOf),
        ports: portsOf(service, pods[0]),
      };
      const [slice] = api.store.controlledBy(
        EndpointSlices,
        service.metadata.uid,
      );
      if (slice) {
        api.modify(
          EndpointSlices,
          slice.metadata,
          draft => ({ ...draft, ...content }),
          { manager: CONTROLLER_MANAGER },
        );
        return;
      }
      api.create(
        EndpointSlices,
        {
          metadata: {
            name: `${name}-${randomSuffix()}`,
            generateName: `${name}-`,
            namespace,
            labels: {
              ...labels,
              'endpointslice.kubernetes.io/managed-by':
                'endpointslice-controller.k8s.io',
              'kubernetes.io/service-name': name,
            },
            ownerReferences: [ownedBy(service)],
          },
          ...content,
        },
        { manager: CONTROLLER_MANAGER },
      );
    },
  };
}

function selectsPod(
  { spec }: Service,
  labels: Record<string, string> | undefined,
): boolean {
  const selector = Object.entries(spec.selector ?? {});
  return (
    selector.length > 0 &&
    selector.every(([key, value]) => labels?.[key] === value)
  );
}

function endpointOf(pod: Pod): EndpointSlice['endpoints'][number] {
  const terminating = Boolean(pod.metadata.deletionTimestamp);
  const serving = isReady(pod);
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready: serving && !terminating, serving, terminating },
    nodeName: pod.spec.nodeName,
    targetRef: {
      kind: 'Pod',
      namespace: pod.metadata.namespace,
      name: pod.metadata.name,
      uid: pod.metadata.uid,
    },
  };
}

function portsOf(
  { spec }: Service,
  pod: Pod | undefined,
): EndpointSlice['ports'] {
  const named = pod?.spec.containers.flatMap(({ ports }) => ports ?? []);
  return (spec.ports ?? []).flatMap(({ name, port, targetPort, protocol }) => {
    const target =
      typeof targetPort === 'string'
        ? named?.find(candidate => candidate.name === targetPort)?.containerPort
        : targetPort ?? port;
    return target === undefined
      ? []
      : [{ name: name ?? '', port: target, protocol: protocol ?? 'TCP' }];
  });
}
