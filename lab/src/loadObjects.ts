import type { KubernetesObject } from './LabClient';

/** Marks everything that a load consists of. */
export const LOAD_LABEL = 'lab.groundcrew.io/load';

/** What one Deployment of a load is called, and how large. */
export interface LoadDeployment {
  index: number;
  name: string;
  namespace: string;
  entityId: string;
  replicas: number;
}

/** A Deployment whose pods differ in size as those of a real cluster do: containers, environment, annotations, volumes. */
export function loadDeployment(options: LoadDeployment): KubernetesObject {
  const { name, namespace, replicas } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: labels(options) },
    spec: {
      replicas,
      // Nothing in a played rollout takes long; a slow one would only mean a busy machine.
      progressDeadlineSeconds: 3600,
      selector: { matchLabels: { app: name } },
      template: podTemplate(options),
    },
  };
}

/** The pod template of a Deployment of the load. */
export function podTemplate(options: LoadDeployment): {
  metadata: KubernetesObject['metadata'];
  spec: Record<string, unknown>;
} {
  const { index } = options;
  const containers = [
    'app',
    ...(index % 2 === 0 ? ['proxy'] : []),
    ...(index % 7 === 0 ? ['exporter'] : []),
  ];
  const volumes = ['config', 'cache', 'certificates', 'scratch'].slice(
    0,
    1 + (index % 4),
  );
  return {
    metadata: {
      labels: labels(options),
      annotations: Object.fromEntries(
        Array.from({ length: 2 + (index % 9) }, (_, i) => [
          `load.groundcrew.io/note-${i}`,
          `Note ${i} of ${options.name}: ${'lorem ipsum '.repeat(i % 5)}`,
        ]),
      ),
    },
    spec: {
      containers: containers.map((container, position) => ({
        name: container,
        image: `registry.example.com/${options.entityId}/${container}:1.${
          index % 20
        }.${position}`,
        ports: [{ name: 'http', containerPort: 8080 + position }],
        env: Array.from(
          { length: 4 + ((index * 3 + position) % 30) },
          (_, i) => ({
            name: `SETTING_${i}`,
            value: `value-${i}-of-${options.name}`,
          }),
        ),
        resources: {
          requests: {
            cpu: `${20 + (index % 8) * 20}m`,
            memory: `${32 * (1 + (index % 6))}Mi`,
          },
          limits: { memory: `${64 * (1 + (index % 6))}Mi` },
        },
        readinessProbe: {
          httpGet: { path: '/ready', port: 'http' },
          periodSeconds: 10,
        },
        livenessProbe: {
          httpGet: { path: '/live', port: 'http' },
          periodSeconds: 20,
        },
        volumeMounts: volumes.map(volume => ({
          name: volume,
          mountPath: `/var/lib/${volume}`,
        })),
      })),
      volumes: volumes.map(volume => ({ name: volume, emptyDir: {} })),
    },
  };
}

/** The objects that the controllers would make of a Deployment: its ReplicaSet and its pods, owned as they are in a real cluster. */
export function loadReplicaSet(
  deployment: KubernetesObject,
  options: LoadDeployment,
): KubernetesObject {
  const hash = podTemplateHash(options);
  const template = podTemplate(options);
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${options.name}-${hash}`,
      namespace: options.namespace,
      labels: { ...labels(options), 'pod-template-hash': hash },
      annotations: {
        'deployment.kubernetes.io/revision': '1',
        'deployment.kubernetes.io/desired-replicas': String(options.replicas),
      },
      ownerReferences: [owner(deployment)],
    },
    spec: {
      replicas: options.replicas,
      selector: {
        matchLabels: { app: options.name, 'pod-template-hash': hash },
      },
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          labels: { ...labels(options), 'pod-template-hash': hash },
        },
      },
    },
  };
}

export function loadPod(
  replicaSet: KubernetesObject,
  options: LoadDeployment & { ordinal: number; node: string },
): KubernetesObject {
  const template = podTemplate(options);
  const suffix = options.ordinal.toString(36).padStart(5, 'p');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${replicaSet.metadata?.name}-${suffix}`,
      namespace: options.namespace,
      labels: {
        ...labels(options),
        'pod-template-hash': podTemplateHash(options),
      },
      annotations: template.metadata?.annotations,
      ownerReferences: [owner(replicaSet)],
    },
    spec: { ...template.spec, nodeName: options.node },
  };
}

/** What a kubelet reports of a pod that runs and is ready. */
export function runningStatus(
  pod: KubernetesObject,
  options: { serial: number; at: string },
): Record<string, unknown> {
  const { at, serial } = options;
  const { containers } = pod.spec as {
    containers: { name: string; image: string }[];
  };
  return {
    phase: 'Running',
    hostIP: '127.0.0.1',
    podIP: `10.${128 + ((serial >> 16) & 127)}.${(serial >> 8) & 255}.${
      serial & 255
    }`,
    startTime: at,
    conditions: [
      'PodScheduled',
      'PodReadyToStartContainers',
      'Initialized',
      'ContainersReady',
      'Ready',
    ].map(type => ({
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

function labels({
  name,
  entityId,
  index,
}: LoadDeployment): Record<string, string> {
  return {
    app: name,
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/version': `1.${index % 20}.0`,
    'backstage.io/kubernetes-id': entityId,
    [LOAD_LABEL]: 'true',
  };
}

function podTemplateHash({ index }: LoadDeployment): string {
  return (0x6a5b + index).toString(16).padStart(8, '5');
}

function owner({
  apiVersion,
  kind,
  metadata,
}: KubernetesObject): Record<string, unknown> {
  return {
    apiVersion,
    kind,
    name: metadata?.name,
    uid: metadata?.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}
