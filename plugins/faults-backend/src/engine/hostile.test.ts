import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { Finding } from '@groundcrew/plugin-faults-common';
import {
  createEvidenceReader,
  type EvidenceReader,
} from '@groundcrew/plugin-faults-node';
import fc from 'fast-check';
import { causalGraphOf, rankCauses } from '../causes';
import { coreDetectors } from '../detectors';
import {
  BEFORE,
  deployment,
  endpoints,
  event,
  NOW,
  pod,
  service,
} from '../detectors/testObjects';
import { findingsOf } from './findingsOf';

jest.setTimeout(180_000);

const object = (kind: string, name: string, rest: object) =>
  ({
    kind,
    metadata: { name, creationTimestamp: BEFORE },
    ...rest,
  } as unknown as KubernetesObject);

const crashing = {
  restartCount: 4,
  state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
  lastState: {
    terminated: { exitCode: 1, reason: 'Error', finishedAt: BEFORE },
  },
};

/** Something of every kind that detectors look at, with something wrong nearly everywhere. */
const OBJECTS: KubernetesObject[] = [
  object('Namespace', 'default', {}),
  object('Node', 'node-1', {
    metadata: { name: 'node-1', labels: { zone: 'a' } },
    spec: { taints: [{ key: 'only', effect: 'NoSchedule' }] },
    status: {
      allocatable: { cpu: '1', memory: '1Gi', pods: '9' },
      conditions: [
        { type: 'Ready', status: 'False', message: 'down' },
        { type: 'DiskPressure', status: 'True' },
      ],
    },
  }),
  object('Node', 'node-2', {
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  }),
  deployment({
    container: {
      env: [{ name: 'ORDERS_URL', value: 'http://orders:81' }],
      resources: { limits: { cpu: '1', memory: '1Gi' } },
      livenessProbe: { httpGet: { port: 9999, path: '/' } },
    },
    podSpec: { dnsPolicy: 'None', nodeSelector: { zone: 'b' } },
    status: {
      conditions: [
        { type: 'Progressing', status: 'False', reason: 'Deadline' },
      ],
    },
  }),
  deployment({ name: 'orders', spec: { replicas: 0 } }),
  pod({ containerStatus: crashing }),
  pod({
    name: 'cart-2',
    containerStatus: {
      state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } },
    },
  }),
  pod({
    name: 'cart-3',
    spec: {
      nodeName: undefined,
      tolerations: [{ key: 'other' }],
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: 'claim' } },
        { name: 'config', configMap: { name: 'gone' } },
      ],
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchExpressions: [{ key: 'zone', operator: 'In', values: [] }],
              },
            ],
          },
        },
      },
    },
    status: {
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          message: '0/2 nodes are available: 2 Insufficient cpu.',
        },
      ],
    },
  }),
  service(),
  service({ name: 'orders', spec: { ports: [{ port: 80, targetPort: 'x' }] } }),
  endpoints({ ready: false }),
  event('Unhealthy', 'Liveness probe failed: connection refused', { count: 9 }),
  object('ReplicaSet', 'cart-5', {
    spec: { replicas: 3 },
    status: {
      replicas: 1,
      conditions: [
        {
          type: 'ReplicaFailure',
          status: 'True',
          message: 'exceeded quota: full, requested: pods=1',
        },
      ],
    },
  }),
  object('StatefulSet', 'db', {
    spec: { serviceName: 'nowhere', replicas: 2, template: {} },
    status: { replicas: 0 },
  }),
  object('DaemonSet', 'agent', {
    spec: { template: {} },
    status: { desiredNumberScheduled: 2, currentNumberScheduled: 1 },
  }),
  object('Job', 'import', {
    status: { conditions: [{ type: 'Failed', status: 'True' }] },
  }),
  object('CronJob', 'nightly', { spec: { schedule: '0 3 * *' } }),
  object('ResourceQuota', 'full', {
    spec: { hard: { pods: '1' } },
    status: { hard: { pods: '1' }, used: { pods: '1' } },
  }),
  object('PersistentVolumeClaim', 'claim', {
    spec: { storageClassName: 'fast', accessModes: ['ReadWriteMany'] },
    status: { phase: 'Pending' },
  }),
  object('PersistentVolume', 'volume', {
    spec: {},
    status: { phase: 'Failed' },
  }),
  object('StorageClass', 'slow', { provisioner: 'none' }),
  object('HorizontalPodAutoscaler', 'cart', {
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'cart' } },
    status: { conditions: [{ type: 'ScalingActive', status: 'False' }] },
  }),
  object('PodDisruptionBudget', 'cart', {
    spec: { selector: { matchLabels: { app: 'cart' } } },
    status: { expectedPods: 1, desiredHealthy: 1, disruptionsAllowed: 0 },
  }),
  object('NetworkPolicy', 'deny', {
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  }),
  object('Ingress', 'shop', {
    spec: {
      ingressClassName: 'edge',
      tls: [{ secretName: 'gone' }],
      rules: [
        { http: { paths: [{ backend: { service: { name: 'basket' } } }] } },
      ],
    },
  }),
  object('ValidatingWebhookConfiguration', 'policy', {
    webhooks: [
      {
        name: 'policy',
        clientConfig: { service: { name: 'gone', namespace: 'default' } },
        rules: [{ resources: ['pods'] }],
      },
    ],
  }),
  object('Certificate', 'shop', {
    spec: { secretName: 'gone' },
    status: {
      notAfter: BEFORE,
      conditions: [{ type: 'Ready', status: 'False' }],
    },
  }),
];

const HUGE = 'connection refused at cart:80 '.repeat(20_000);
const HOSTILE: unknown[] = [
  undefined,
  null,
  '',
  'text',
  '\u0000\ufffd\ud800',
  '__proto__',
  '9'.repeat(400),
  '99999999999-99-99T99:99:99Z',
  HUGE,
  -1,
  1e308,
  true,
  [],
  [null],
  {},
  { type: 'Ready', status: 'Perhaps' },
  { matchExpressions: [{ key: 'a', operator: 'Whatever' }] },
  Array.from({ length: 1_000 }, (_, at) => ({
    name: `c${at}`,
    type: `t${at}`,
  })),
];

type Path = (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => [
        [...path, key],
        ...pathsIn(child, [...path, key]),
      ])
    : [];
}

/** Where an object may be broken: what names it is checked before it comes to a store. */
const PLACES = OBJECTS.flatMap((each, at) => [
  ...pathsIn(each)
    .filter(([first]) => first !== 'kind' && first !== 'metadata')
    .map(path => ({ at, path })),
  ...['labels', 'annotations', 'creationTimestamp', 'deletionTimestamp'].map(
    key => ({ at, path: ['metadata', key] as Path }),
  ),
  ...['spec', 'status', 'data'].map(key => ({ at, path: [key] as Path })),
]);

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) {
    return by;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<
    string | number,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** Everything that is asked of evidence is answered, and with nonsense. */
function hostileEvidence(text: string): EvidenceReader {
  return createEvidenceReader({
    logsOf: () => [
      { container: 'app', previous: true, text },
      { container: text, previous: false, text },
    ],
    signals: () => [
      {
        object: { kind: 'Deployment', namespace: 'default', name: 'cart' },
        metric: 'memory',
        current: NaN,
        source: 'metric',
      },
      {
        object: { kind: 'Deployment', namespace: 'default', name: text },
        metric: 'latency',
        current: Infinity,
        normal: -1,
        source: 'alert',
      },
    ],
    signalsOf: () => [],
    componentsOf: () => [{ name: 'kubelet', isActive: false, message: text }],
    connectivityOf: () => ({ isConnected: false, fromNodes: { [text]: true } }),
    callsOf: () => ['cart', 'orders', text],
    dependenciesOf: () => ['cart', 'orders', text],
    desired: kind => [object(kind, 'wanted', {})],
  });
}

/** What there is to find, and what detectors threw; undefined for what no store takes. */
function lookAt(
  objects: KubernetesObject[],
  {
    evidence = createEvidenceReader(),
    now = Date.parse(NOW),
  }: { evidence?: EvidenceReader; now?: number } = {},
) {
  let store;
  try {
    store = createClusterFixture({ clusters: { test: { objects } } })
      .service.store('test')
      .withConfiguration();
  } catch {
    return undefined;
  }
  const failures: string[] = [];
  const findings = findingsOf(coreDetectors, {
    cluster: 'test',
    store,
    evidence,
    now,
    onFailure: ({ id }, error) =>
      failures.push(`${id}: ${(error as Error).stack}`),
  });
  const causes = rankCauses(
    findings,
    causalGraphOf(findings, { store, evidence }),
  );
  return { causes, failures, findings };
}

/** Detectors that threw, and findings that are larger than anybody wants them. */
function problemsOf(seen: ReturnType<typeof lookAt>): string[] {
  const isBad = ({ confidence, evidence, explains, message }: Finding) =>
    ![message, ...evidence.map(fact => fact.message)].every(
      text => text.length <= 2_000,
    ) ||
    evidence.length > 20 ||
    explains.length > 2_000 ||
    !(confidence >= 0 && confidence <= 1);
  return [
    ...(seen?.failures ?? []),
    ...(seen?.findings ?? [])
      .filter(isBad)
      .map(({ detector, message }) => `${detector}: ${message.slice(0, 300)}`),
  ];
}

describe('detection over what nobody expects', () => {
  it('finds much wrong with the objects of this test', () => {
    const faults = lookAt(OBJECTS)?.findings.map(({ fault }) => fault);
    expect(new Set(faults).size).toBeGreaterThan(20);
  });

  it('never throws and stays bounded, whatever is in whatever place', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            place: fc.constantFrom(...PLACES),
            by: fc.constantFrom(...HOSTILE),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        changes => {
          const objects = [...OBJECTS];
          for (const { by, place } of changes) {
            objects[place.at] = replaced(
              objects[place.at],
              place.path,
              by,
            ) as KubernetesObject;
          }
          expect(problemsOf(lookAt(objects))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['nothing', ''],
    ['what is no text', '\ufffd\u0000\ufffd'.repeat(1_000)],
    ['one line without end', 'permission denied '.repeat(4_000)],
    ['many lines', 'dial tcp 10.0.0.7:80: i/o timeout\n'.repeat(2_000)],
  ])('lives with logs and other evidence of %s', (_, text) => {
    expect(
      problemsOf(lookAt(OBJECTS, { evidence: hostileEvidence(text) })),
    ).toEqual([]);
  });

  it('lives with a volume whose claim is nothing', () => {
    const claimless = pod({
      name: 'cart-8',
      spec: {
        nodeName: undefined,
        volumes: [{ name: 'data', persistentVolumeClaim: null }],
      },
      status: {
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            message: '0/2 nodes are available: 2 Insufficient cpu.',
          },
        ],
      },
    });
    expect(problemsOf(lookAt([...OBJECTS, claimless]))).toEqual([]);
  });

  it('lives with ten thousand events about one object', () => {
    const events = Array.from({ length: 10_000 }, (_, at) =>
      event('FailedMount', `cannot mount volume ${at}`, { count: at }),
    );
    expect(problemsOf(lookAt([...OBJECTS, ...events]))).toEqual([]);
  });

  it('lives with messages of a megabyte', () => {
    const message = 'MountVolume.SetUp failed '.repeat(40_000);
    expect(
      problemsOf(
        lookAt([
          ...OBJECTS,
          event('FailedMount', message),
          pod({
            name: 'cart-9',
            containerStatus: {
              state: { waiting: { reason: message, message } },
            },
            status: { message, reason: message },
          }),
        ]),
      ),
    ).toEqual([]);
  });

  it.each([-90_000, 0, 90_000])(
    'finds nothing in what is well, and the same in what is not, with clocks %s ms apart',
    skewMs => {
      const now = Date.parse(NOW) + skewMs;
      const fresh = new Date(NOW).toISOString();
      const well = [
        object('Namespace', 'default', {}),
        object('Node', 'node-1', {
          metadata: { name: 'node-1', creationTimestamp: fresh },
          status: {
            conditions: [
              { type: 'Ready', status: 'True', lastTransitionTime: fresh },
            ],
          },
        }),
        deployment({ container: { ports: [{ containerPort: 8080 }] } }),
        pod({
          isReady: true,
          container: { ports: [{ containerPort: 8080 }] },
          metadata: { creationTimestamp: fresh },
        }),
        service(),
        endpoints(),
      ];
      expect(lookAt(well, { now })).toMatchObject({
        failures: [],
        findings: [],
      });
      const faults = lookAt(
        [...well, pod({ name: 'cart-2', containerStatus: crashing })],
        { now },
      )?.findings.map(({ fault }) => fault);
      expect(faults).toContain('application-crash');
    },
  );
});
