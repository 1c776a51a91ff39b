import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';

/** When the tests of detectors take place. */
export const NOW = '2026-01-01T12:00:00Z';
/** Some minutes before that. */
export const BEFORE = '2026-01-01T11:55:00Z';

interface Described {
  name?: string;
  labels?: Record<string, string>;
  spec?: object;
  status?: object;
  metadata?: object;
}

/** A Deployment of one container `app`, whose pods are labelled with its name. */
export function deployment({
  name = 'cart',
  labels = { app: name },
  podSpec = {},
  container = {},
  spec = {},
  status = {},
}: Described & {
  podSpec?: object;
  container?: object;
} = {}): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: 1,
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'app', image: 'shop/app:1', ...container }],
          ...podSpec,
        },
      },
      ...spec,
    },
    status,
  } as KubernetesObject;
}

/** The pod of the Deployment `of`, with one container `app` on a node; ready unless its status says otherwise. */
export function pod({
  of = 'cart',
  name = `${of}-1`,
  labels = { app: of },
  container = {},
  containerStatus = {},
  isReady = false,
  metadata = {},
  spec = {},
  status = {},
}: Described & {
  of?: string;
  container?: object;
  containerStatus?: object;
  isReady?: boolean;
} = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      labels,
      creationTimestamp: BEFORE,
      ownerReferences: [
        { kind: 'Deployment', name: of, controller: true, uid: '' },
      ],
      ...metadata,
    },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'app', image: 'shop/app:1', ...container }],
      ...spec,
    },
    status: {
      phase: isReady ? 'Running' : 'Pending',
      conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
      containerStatuses: [
        {
          name: 'app',
          ready: isReady,
          restartCount: 0,
          ...(isReady ? { state: { running: { startedAt: BEFORE } } } : {}),
          ...containerStatus,
        },
      ],
      ...status,
    },
  } as unknown as KubernetesObject;
}

/** A Service `name` that selects the pods of the Deployment of its name at port 80. */
export function service({
  name = 'cart',
  spec = {},
}: Described = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: {
      clusterIP: '10.0.0.7',
      selector: { app: name },
      ports: [{ port: 80, targetPort: 8080 }],
      ...spec,
    },
  } as KubernetesObject;
}

/** The slice that says which pod is ready behind a Service. */
export function endpoints({
  of = 'cart',
  ready = true,
} = {}): KubernetesObject {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${of}-abc`,
      labels: { 'kubernetes.io/service-name': of },
    },
    endpoints: [
      {
        addresses: ['10.1.0.1'],
        conditions: { ready },
        targetRef: { kind: 'Pod', name: `${of}-1` },
      },
    ],
  } as KubernetesObject;
}

/** A warning about the pod `cart-1`, or about something else. */
export function event(
  reason: string,
  message: string,
  {
    kind = 'Pod',
    name = 'cart-1',
    count = 1,
  }: { kind?: string; name?: string; count?: number } = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${reason}.${message.length}.${count}` },
    type: 'Warning',
    involvedObject: {
      kind,
      name,
      namespace: 'default',
      uid: `${kind.toLowerCase()}-default-${name}`,
    },
    reason,
    message,
    count,
    lastTimestamp: BEFORE,
  } as unknown as KubernetesObject;
}

/** What is found, and how sure it is, in a form that reads well in a test: `image-not-found of Deployment cart`. */
export function inShort(
  findings: { fault: string; object: { kind: string; name: string } }[],
): string[] {
  return findings.map(
    ({ fault, object }) => `${fault} of ${object.kind} ${object.name}`,
  );
}
