import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import type {
  Endpoints,
  EndpointAddress,
  EndpointSubset,
  Pod,
} from 'kubernetes-types/core/v1';
import type { Endpoint, EndpointSlice } from 'kubernetes-types/discovery/v1';
import type { RecordedAllocation, RecordedCase } from './RecordedCase';

const WATCHED = new Set(WATCHED_KINDS.map(({ kind }) => kind));

/** The objects that the watch cache would hold of the cluster of a case. */
export function objectsOfCase(recorded: RecordedCase): KubernetesObject[] {
  const { objects } = recorded;
  const podUids = new Map(
    objects
      .filter(({ kind }) => kind === 'Pod')
      .map(({ metadata }) => [
        `${metadata?.namespace}/${metadata?.name}`,
        metadata?.uid,
      ]),
  );
  const slices = objects
    .filter(({ kind }) => kind === 'Endpoints')
    .flatMap(object => slicesOf(object as Endpoints, podUids));
  const others = Object.entries(recorded.extra.nodeAllocations ?? {}).flatMap(
    ([node, { podsOfOtherNamespaces = [] }]) =>
      podsOfOtherNamespaces
        .filter(({ namespace, name }) => !podUids.has(`${namespace}/${name}`))
        .map(allocation => podOf(node, allocation)),
  );
  return [
    ...objects.filter(({ kind }) => kind && WATCHED.has(kind)),
    ...slices,
    ...others,
  ];
}

/** As the control plane mirrors them: a slice for each set of ports. */
function slicesOf(
  { metadata, subsets = [] }: Endpoints,
  podUids: ReadonlyMap<string, string | undefined>,
): EndpointSlice[] {
  const { name = '', namespace } = metadata ?? {};
  const endpointOf =
    (ready: boolean) =>
    ({ ip, nodeName, targetRef }: EndpointAddress): Endpoint => ({
      addresses: [ip],
      conditions: { ready, serving: ready, terminating: false },
      ...(nodeName ? { nodeName } : {}),
      ...(targetRef
        ? {
            targetRef: {
              ...targetRef,
              uid: podUids.get(`${targetRef.namespace}/${targetRef.name}`),
            },
          }
        : {}),
    });
  const sets: EndpointSubset[] = subsets.length > 0 ? subsets : [{}];
  return sets.map(({ addresses = [], notReadyAddresses = [], ports }, at) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-${at}`,
      namespace,
      labels: { 'kubernetes.io/service-name': name },
    },
    addressType: 'IPv4',
    endpoints: [
      ...addresses.map(endpointOf(true)),
      ...notReadyAddresses.map(endpointOf(false)),
    ],
    ports: ports ?? [],
  }));
}

/** A pod that was recorded only as what it takes of its node. */
function podOf(
  nodeName: string,
  { cpuRequests, memoryRequests, name, namespace }: RecordedAllocation,
): Pod {
  const container = { name: 'main' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      nodeName,
      containers: [
        {
          ...container,
          resources: { requests: { cpu: cpuRequests, memory: memoryRequests } },
        },
      ],
    },
    status: {
      phase: 'Running',
      conditions: ['PodScheduled', 'Ready'].map(type => ({
        type,
        status: 'True',
      })),
    },
  };
}
