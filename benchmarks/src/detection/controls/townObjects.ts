import type { KubernetesObject } from '@groundcrew/lab';

/** Everything of an application of several parts that call each other: `front` calls `cart`, which calls `store`. */
export function townObjects(namespace: string): KubernetesObject[] {
  const inNamespace = (object: KubernetesObject): KubernetesObject => ({
    ...object,
    metadata: { ...object.metadata, namespace },
  });
  return [
    deployment('front', {
      replicas: 3,
      container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] },
    }),
    service('front'),
    ingress('front'),
    deployment('cart', {
      replicas: 4,
      container: {
        env: [{ name: 'STORE_ADDR', value: 'store:80' }],
        envFrom: [{ configMapRef: { name: 'settings' } }],
      },
      strategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
    }),
    service('cart'),
    deployment('worker', { replicas: 1, strategy: { type: 'Recreate' } }),
    statefulSet('store'),
    service('store'),
    daemonSet('agent'),
    budget('front'),
    budget('cart'),
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'report' },
      spec: {
        schedule: '* * * * *',
        jobTemplate: { spec: jobSpec() },
      },
    },
    // Last, as somebody may write it.
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data: { LEVEL: 'info' },
    },
  ].map(inNamespace);
}

/** What a Job that comes to its end runs. */
export function jobSpec(): object {
  return {
    template: {
      spec: {
        restartPolicy: 'Never',
        containers: [
          {
            name: 'report',
            image: 'registry.example.com/town/report:1',
            resources: { requests: { cpu: '10m', memory: '16Mi' } },
          },
        ],
      },
    },
  };
}

interface Part {
  replicas: number;
  container?: object;
  strategy?: object;
}

function podTemplate(name: string, container: object = {}) {
  return {
    metadata: { labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 5,
      containers: [
        {
          name: 'main',
          image: `registry.example.com/town/${name}:1`,
          ports: [{ name: 'http', containerPort: 8080 }],
          resources: { requests: { cpu: '20m', memory: '32Mi' } },
          readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
          livenessProbe: { httpGet: { path: '/live', port: 'http' } },
          ...container,
        },
      ],
    },
  };
}

function deployment(
  name: string,
  { container, replicas, strategy }: Part,
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { app: name } },
    spec: {
      replicas,
      strategy,
      selector: { matchLabels: { app: name } },
      template: podTemplate(name, container),
    },
  };
}

function statefulSet(name: string): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, labels: { app: name } },
    spec: {
      replicas: 3,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: podTemplate(name),
    },
  };
}

function daemonSet(name: string): KubernetesObject {
  const template = podTemplate(name);
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, labels: { app: name } },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        ...template,
        // On a few nodes, for there are many of these.
        spec: { ...template.spec, nodeSelector: { 'town/agent': 'yes' } },
      },
    },
  };
}

function service(name: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: {
      selector: { app: name },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  };
}

function ingress(name: string): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name },
    spec: {
      rules: [
        {
          host: `${name}.example.com`,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name, port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
    },
  };
}

function budget(name: string): KubernetesObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name },
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: name } } },
  };
}
