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
    metadata: { name, namespace, labels: loadLabels(options) },
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
      labels: loadLabels(options),
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

/** The labels of a Deployment of the load and of everything it has. */
export function loadLabels({
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
