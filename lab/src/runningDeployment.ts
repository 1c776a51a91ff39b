import { randomUUID } from 'node:crypto';
import type { KubernetesObject } from './LabClient';
import {
  loadDeployment,
  loadLabels,
  podTemplate,
  type LoadDeployment,
} from './loadObjects';
import { managedFields, ownFields } from './managedFields';

interface RunningOptions {
  /** The node of the pod with this number; numbers run through the whole load. */
  nodeOf: (serial: number) => string;
  at: Date;
}

/** A Deployment of the load as the controllers, the scheduler and the kubelet would leave it: with its ReplicaSet and its pods. */
export function* runningDeployment(
  options: LoadDeployment,
  { nodeOf, at: date }: RunningOptions,
): Iterable<KubernetesObject> {
  const { name, namespace, replicas, index } = options;
  const at = date.toISOString().replace(/\.\d+Z$/, 'Z');
  const hash = (0x6a5b + index).toString(16).padStart(8, '5');
  const hashed = { ...loadLabels(options), 'pod-template-hash': hash };
  const template = podTemplate(options);
  const counts = {
    observedGeneration: 1,
    replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
  };

  const { metadata, ...given } = loadDeployment(options);
  const deployment = asStored(
    {
      ...given,
      metadata: {
        ...metadata,
        generation: 1,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
      },
      status: {
        ...counts,
        updatedReplicas: replicas,
        conditions: [
          progress('Available', 'MinimumReplicasAvailable', at),
          progress('Progressing', 'NewReplicaSetAvailable', at),
        ],
      },
    },
    { manager: 'lab', status: 'kube-controller-manager', at },
  );
  yield deployment;

  const replicaSet = asStored(
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        generation: 1,
        labels: hashed,
        annotations: {
          'deployment.kubernetes.io/revision': '1',
          'deployment.kubernetes.io/desired-replicas': String(replicas),
        },
        ownerReferences: [owner(deployment)],
      },
      spec: {
        replicas,
        selector: { matchLabels: { app: name, 'pod-template-hash': hash } },
        template: {
          ...template,
          metadata: { ...template.metadata, labels: hashed },
        },
      },
      status: { ...counts, fullyLabeledReplicas: replicas },
    },
    {
      manager: 'kube-controller-manager',
      status: 'kube-controller-manager',
      at,
    },
  );
  yield replicaSet;

  for (let ordinal = 0; ordinal < replicas; ordinal += 1) {
    const serial = index * replicas + ordinal + 1;
    yield asStored(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: `${name}-${hash}-${ordinal.toString(36).padStart(5, 'p')}`,
          namespace,
          generation: 1,
          labels: hashed,
          annotations: template.metadata?.annotations,
          ownerReferences: [owner(replicaSet)],
        },
        spec: { ...template.spec, nodeName: nodeOf(serial) },
        status: podStatus(template.spec, { serial, at }),
      },
      { manager: 'kube-controller-manager', status: 'kubelet', at },
    );
  }
}

/** Adds what the API server adds. */
function asStored(
  object: KubernetesObject,
  options: { manager: string; status: string; at: string },
): KubernetesObject {
  const { at } = options;
  const apiVersion = object.apiVersion ?? 'v1';
  return {
    ...object,
    metadata: {
      ...object.metadata,
      uid: randomUUID(),
      creationTimestamp: at,
      managedFields: [
        managedFields(ownFields(object), {
          manager: options.manager,
          apiVersion,
          at,
        }),
        managedFields(
          { status: object.status },
          { manager: options.status, apiVersion, at },
        ),
      ],
    },
  };
}

function podStatus(
  spec: Record<string, unknown>,
  options: { serial: number; at: string },
): Record<string, unknown> {
  const { at, serial } = options;
  const containers = spec.containers as { name: string; image: string }[];
  const conditions = [
    'PodReadyToStartContainers',
    'Initialized',
    'Ready',
    'ContainersReady',
    'PodScheduled',
  ];
  const podIP = `10.${128 + ((serial >> 16) & 127)}.${(serial >> 8) & 255}.${
    serial & 255
  }`;
  return {
    phase: 'Running',
    hostIP: '127.0.0.1',
    podIP,
    podIPs: [{ ip: podIP }],
    startTime: at,
    qosClass: 'Burstable',
    conditions: conditions.map(type => ({
      type,
      status: 'True',
      lastTransitionTime: at,
    })),
    containerStatuses: containers.map(({ name, image }) => ({
      name,
      image,
      imageID: image,
      ready: true,
      started: true,
      restartCount: 0,
      state: { running: { startedAt: at } },
    })),
  };
}

function progress(
  type: string,
  reason: string,
  at: string,
): Record<string, unknown> {
  const times = { lastTransitionTime: at, lastUpdateTime: at };
  return { type, status: 'True', reason, ...times };
}

function owner(object: KubernetesObject): Record<string, unknown> {
  const { apiVersion, kind, metadata } = object;
  const { name, uid } = metadata ?? {};
  const flags = { controller: true, blockOwnerDeletion: true };
  return { apiVersion, kind, name, uid, ...flags };
}
