import { NewObject } from '../api/objects';
import { BEHAVIOUR_PREFIX } from '../kubelet/behaviour';
import { Environment, ShopComponent } from './components';

const REGISTRY = 'registry.shop.example/shop';

export function imageOf({ name, image, version }: ShopComponent): string {
  return `${image ?? `${REGISTRY}/${name}`}:${version}`;
}

/** Everything that one component consists of, in the order in which it is applied. */
export function componentManifests(
  component: ShopComponent,
  environment: Environment,
): NewObject[] {
  const { name, config, secret, port } = component;
  const metadata = metadataOf(component);
  const selector = { 'app.kubernetes.io/name': name };
  const manifests: NewObject[] = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
  ];
  if (config) {
    manifests.push({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...metadata, name: `${name}-config` },
      data: { ENVIRONMENT: environment, LOG_LEVEL: 'info', ...config },
    });
  }
  if (secret) {
    manifests.push({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      metadata: { ...metadata, name: `${name}-secret` },
      stringData: Object.fromEntries(
        secret.map(key => [key, `sandbox-${name}-${key.toLowerCase()}`]),
      ),
    });
  }
  if (port) {
    manifests.push({
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        ...(component.kind === 'StatefulSet' && { clusterIP: 'None' }),
        selector,
        ports: [
          { name: 'main', port: servicePort(component), targetPort: 'main' },
        ],
      },
    });
    manifests.push({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              {
                namespaceSelector: {
                  matchLabels: { 'app.kubernetes.io/part-of': 'shop' },
                },
              },
            ],
            ports: [{ port, protocol: 'TCP' }],
          },
        ],
      },
    });
  }
  manifests.push(workload(component, environment));
  if (environment === 'prod' && component.replicas.prod > 1) {
    manifests.push({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: {
        minAvailable: component.replicas.prod - 1,
        selector: { matchLabels: selector },
      },
    });
  }
  return manifests;
}

function servicePort({ kind, port }: ShopComponent): number {
  return kind === 'StatefulSet' ? port ?? 80 : 80;
}

function metadataOf(component: ShopComponent) {
  const { name, namespace, managedBy } = component;
  return {
    name,
    namespace,
    labels: labelsOf(component),
    ...(managedBy === 'Helm' && {
      annotations: {
        'meta.helm.sh/release-name': name,
        'meta.helm.sh/release-namespace': namespace,
      },
    }),
  };
}

function labelsOf({ name, version, managedBy }: ShopComponent) {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/version': version,
    'app.kubernetes.io/part-of': 'shop',
    'backstage.io/kubernetes-id': name,
    ...(managedBy && { 'app.kubernetes.io/managed-by': managedBy }),
    ...(managedBy === 'Helm' && { 'helm.sh/chart': `${name}-1.6.0` }),
  };
}

function workload(
  component: ShopComponent,
  environment: Environment,
): NewObject {
  const { name, kind, storage, managedBy, schedule } = component;
  const metadata = metadataOf(component);
  const selector = { matchLabels: { 'app.kubernetes.io/name': name } };
  const template = podTemplate(component, environment);
  const annotations: Record<string, string> = { ...metadata.annotations };
  if (managedBy === 'argocd') {
    annotations[
      'argocd.argoproj.io/tracking-id'
    ] = `${name}:apps/Deployment:${metadata.namespace}/${name}`;
  }
  const base = {
    apiVersion: kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: { ...metadata, annotations },
  };
  const replicas = component.replicas[environment];
  if (kind === 'CronJob') {
    return {
      ...base,
      spec: {
        schedule,
        concurrencyPolicy: 'Forbid',
        jobTemplate: {
          metadata: { labels: metadata.labels },
          spec: {
            backoffLimit: 2,
            template: {
              ...template,
              spec: { ...template.spec, restartPolicy: 'Never' },
            },
          },
        },
      },
    };
  }
  if (kind === 'StatefulSet') {
    return {
      ...base,
      spec: {
        replicas,
        serviceName: name,
        selector,
        template,
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage } },
            },
          },
        ],
      },
    };
  }
  return {
    ...base,
    spec: {
      replicas,
      selector,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      },
      template,
    },
  };
}

function podTemplate(component: ShopComponent, environment: Environment) {
  const { name, port, cpu, memory, config, secret, storage } = component;
  const probe = {
    ...(component.kind === 'StatefulSet'
      ? { tcpSocket: { port: 'main' } }
      : { httpGet: { path: '/healthz', port: 'main' } }),
    initialDelaySeconds: 2,
    periodSeconds: 5,
    failureThreshold: 2,
  };
  return {
    metadata: {
      labels: labelsOf(component),
      annotations: behaviourAnnotations(component, environment),
    },
    spec: {
      serviceAccountName: name,
      containers: [
        {
          name,
          image: imageOf(component),
          ...(port && {
            ports: [{ name: 'main', containerPort: port }],
            readinessProbe: probe,
            livenessProbe: {
              ...probe,
              initialDelaySeconds: 10,
              failureThreshold: 3,
            },
          }),
          ...(component.kind === 'CronJob' && {
            args: ['--date', 'yesterday', '--format', 'csv'],
          }),
          env: [{ name: 'SERVICE_NAME', value: name }],
          ...((config || secret) && {
            envFrom: [
              ...(config ? [{ configMapRef: { name: `${name}-config` } }] : []),
              ...(secret ? [{ secretRef: { name: `${name}-secret` } }] : []),
            ],
          }),
          resources: {
            requests: { cpu, memory },
            limits: { memory: doubled(memory) },
          },
          ...(storage && {
            volumeMounts: [{ name: 'data', mountPath: '/var/lib/data' }],
          }),
        },
      ],
    },
  };
}

function behaviourAnnotations(
  component: ShopComponent,
  environment: Environment,
): Record<string, string> {
  const { name, kind, logs, logLinesPerSecond } = component;
  const behaviour: Record<string, string> = {
    logs,
    'log-lines-per-second': String(logLinesPerSecond),
  };
  // Slow on purpose: the first visitor should still see 1.9.0 rolling out.
  if (name === 'checkout' && environment === 'staging') {
    behaviour['start-delay'] = '4m';
  }
  if (kind === 'CronJob') behaviour['run-time'] = '45s';
  return Object.fromEntries(
    Object.entries(behaviour).map(([key, value]) => [
      `${BEHAVIOUR_PREFIX}${key}`,
      value,
    ]),
  );
}

function doubled(memory: string): string {
  return memory.replace(/^\d+/, number => String(2 * Number(number)));
}
