import type {
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { createEvidenceReader } from '@groundcrew/plugin-faults-node';
import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { routingDetectors } from './routing';
import { runtimeDetectors } from './runtime';
import { startupDetectors } from './startup';
import {
  BEFORE,
  NOW,
  deployment,
  endpoints,
  event,
  pod,
  service,
} from './testObjects';

const container = {
  ports: [{ containerPort: 8080, name: 'web' }],
  livenessProbe: { httpGet: { port: 9556, path: '/' }, periodSeconds: 1 },
  readinessProbe: { grpc: { port: 8080 } },
  env: [
    { name: 'CART', value: 'cart:81' },
    { name: 'B', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
  ],
  envFrom: [{ secretRef: { name: 's' } }],
  volumeMounts: [{ name: 'v', mountPath: '/data' }],
  resources: { limits: { memory: '5Mi' } },
};
const volumes = [
  { name: 'v', projected: { sources: [{ configMap: { name: 'c' } }] } },
];
const waiting = (reason: string) => ({
  restartCount: 4,
  state: { waiting: { reason, message: 'no such host' } },
  lastState: {
    terminated: { exitCode: 1, reason: 'Error', finishedAt: BEFORE },
  },
});

/** One of each kind, with something wrong everywhere. */
const broken: Record<string, KubernetesObject> = {
  crashing: pod({
    container,
    spec: { volumes },
    containerStatus: waiting('CrashLoopBackOff'),
  }),
  pulling: pod({ container, containerStatus: waiting('ErrImagePull') }),
  creating: pod({ container, containerStatus: waiting('ContainerCreating') }),
  deployment: deployment({
    name: 'checkout',
    container,
    podSpec: { volumes, dnsPolicy: 'Default' },
    status: { conditions: [{ type: 'Progressing', status: 'False' }] },
  }),
  service: service({ spec: { ports: [{ port: 80, targetPort: 'http' }] } }),
  unready: service({ name: 'lost' }),
  slice: endpoints(),
  event: event('Unhealthy', 'Liveness probe failed: connection refused', {
    count: 9,
  }),
  ingress: {
    kind: 'Ingress',
    metadata: { name: 'shop' },
    spec: {
      rules: [
        { http: { paths: [{ backend: { service: { name: 'basket' } } }] } },
      ],
      tls: [{ hosts: ['a'], secretName: 'cert' }],
    },
  } as KubernetesObject,
  policy: {
    kind: 'NetworkPolicy',
    metadata: { name: 'deny' },
    spec: { podSelector: { matchLabels: {} }, policyTypes: ['Ingress'] },
  } as KubernetesObject,
  job: {
    kind: 'Job',
    metadata: { name: 'import' },
    status: { conditions: [{ type: 'Failed', status: 'True' }] },
  } as KubernetesObject,
  autoscaler: {
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'cart' },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'checkout' },
      metrics: [{ resource: { name: 'cpu', target: { type: 'Utilization' } } }],
    },
    status: { conditions: [{ type: 'ScalingActive', status: 'False' }] },
  } as KubernetesObject,
  budget: {
    kind: 'PodDisruptionBudget',
    metadata: { name: 'cart' },
    spec: { selector: { matchLabels: { app: 'cart' } } },
    status: { expectedPods: 1, desiredHealthy: 1, disruptionsAllowed: 0 },
  } as KubernetesObject,
  cronJob: {
    kind: 'CronJob',
    metadata: { name: 'nightly' },
    spec: { schedule: '0 3 * *' },
  } as KubernetesObject,
};

type Path = (string | number)[];

function* pathsIn(value: unknown, path: Path = []): Iterable<Path> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      const next = [...path, Array.isArray(value) ? Number(key) : key];
      yield next;
      yield* pathsIn(child, next);
    }
  }
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) {
    return by;
  }
  const copy = Array.isArray(value)
    ? [...value]
    : { ...(value as Record<string, unknown>) };
  (copy as Record<string | number, unknown>)[key] = replaced(
    (value as Record<string | number, unknown>)[key],
    rest,
    by,
  );
  return copy;
}

const detectors = [
  ...startupDetectors,
  ...runtimeDetectors,
  ...routingDetectors,
];
/** What a store makes of objects; undefined when it does not take them, and no detector will ever see them. */
function storeOf(objects: KubernetesObject[]): ObjectStore | undefined {
  try {
    return createClusterFixture({ clusters: { test: { objects } } })
      .service.store('test')
      .withConfiguration();
  } catch {
    return undefined;
  }
}

/** What detectors throw over a cluster with these objects. */
function failuresIn(objects: KubernetesObject[]): string[] {
  const store = storeOf(objects);
  if (!store) {
    return [];
  }
  const context = {
    cluster: 'test',
    store,
    evidence: createEvidenceReader({
      logsOf: () => [
        { container: 'app', previous: false, text: 'permission denied' },
      ],
    }),
    now: Date.parse(NOW),
    lookAgainAt: () => {},
  };
  const failures: string[] = [];
  for (const detector of detectors) {
    for (const subject of detector.subjects.flatMap(kind => store.list(kind))) {
      try {
        Array.from(detector.detect(subject, context));
      } catch (error) {
        failures.push(`${detector.id}: ${(error as Error).stack}`);
      }
    }
  }
  return failures;
}

describe('detectors of objects that are not as they should be', () => {
  it('find much wrong with the objects of this test as they are', () => {
    const objects = Object.values(broken);
    const found = detectors.filter(
      detector => detectIn(detector, { objects }).length > 0,
    );
    expect(found.length).toBeGreaterThan(10);
  });

  it.each(
    Object.keys(broken).flatMap(name =>
      [null, 'text', [7]].map(by => ({ name, by })),
    ),
  )('survive $name with $by in any place', ({ by, name }) => {
    const others = Object.entries(broken)
      .filter(([other]) => other !== name)
      .map(([, object]) => object);
    const failed: string[] = [];
    for (const field of ['spec', 'status', 'endpoints', 'message', 'count']) {
      const value = (broken[name] as Record<string, unknown>)[field];
      for (const path of value === undefined ? [] : [[], ...pathsIn(value)]) {
        const subject = {
          ...broken[name],
          [field]: replaced(value, path, by),
        } as KubernetesObject;
        failed.push(
          ...failuresIn([...others, subject]).map(
            failure => `${field}.${path.join('.')}: ${failure}`,
          ),
        );
      }
    }
    expect(failed).toEqual([]);
  });
});
