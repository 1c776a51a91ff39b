import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { createEvidenceReader } from '@groundcrew/plugin-faults-node';
import { coreDetectors } from '../detectors';
import {
  BEFORE,
  deployment,
  event,
  NOW,
  pod,
  service,
} from '../detectors/testObjects';
import { findingsOf } from '../engine/findingsOf';
import { proposalsOf } from './proposalsOf';

const waiting = (reason: string, message = '') => ({
  state: { waiting: { reason, message } },
});
const ended = (terminated: object) => ({
  restartCount: 4,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: { terminated: { exitCode: 1, finishedAt: BEFORE, ...terminated } },
});
const flag = {
  env: [
    {
      name: 'LEVEL',
      valueFrom: { configMapKeyRef: { name: 'flags', key: 'level' } },
    },
  ],
};
const caller = (value: string) =>
  deployment({
    name: 'web',
    container: { env: [{ name: 'CART_ADDR', value }] },
  });
const ports = [{ containerPort: 8080 }];

/** What is proposed for what the detectors say of a cluster: the words of one are read by the other. */
describe('proposalsOf, for what is found', () => {
  it.each<[string, object[], string]>([
    [
      'config-map-missing',
      [
        deployment(),
        pod({
          container: flag,
          containerStatus: waiting('CreateContainerConfigError'),
        }),
      ],
      'Create ConfigMap flags in namespace default, or drop the reference to it',
    ],
    [
      'config-key-missing',
      [
        deployment(),
        {
          kind: 'ConfigMap',
          metadata: { name: 'flags' },
          data: { other: 'x' },
        },
        pod({
          container: flag,
          containerStatus: waiting('CreateContainerConfigError'),
        }),
      ],
      'Add the key level to ConfigMap flags in namespace default, or drop the reference to it',
    ],
    [
      'image-not-found',
      [
        deployment(),
        pod({
          container: { image: 'shop/app:9' },
          containerStatus: waiting(
            'ImagePullBackOff',
            'docker.io/shop/app:9: not found',
          ),
        }),
      ],
      'Push shop/app:9, or name a version in the template of Deployment cart that exists',
    ],
    [
      'image-pull-unauthorized',
      [
        deployment(),
        pod({
          spec: { imagePullSecrets: [{ name: 'registry' }] },
          containerStatus: waiting('ErrImagePull', '401 Unauthorized'),
        }),
      ],
      'Put credentials for the registry of shop/app:1 into Secret registry in namespace default',
    ],
    [
      'application-crash',
      [deployment(), pod({ containerStatus: ended({ reason: 'Error' }) })],
      'Read the last lines that container app wrote before it ended',
    ],
    [
      'out-of-memory',
      [
        deployment(),
        pod({ containerStatus: ended({ reason: 'OOMKilled', exitCode: 137 }) }),
      ],
      'Raise the memory limit of Deployment cart, or find what it keeps in memory',
    ],
    [
      'readiness-probe-port',
      [
        deployment(),
        pod({
          container: {
            ports,
            readinessProbe: { httpGet: { port: 9556, path: '/' } },
          },
          status: { phase: 'Running' },
          containerStatus: { state: { running: { startedAt: BEFORE } } },
        }),
        event(
          'Unhealthy',
          'Readiness probe failed: dial tcp 10.1.0.1:9556: connect: connection refused',
          { count: 9 },
        ),
      ],
      'Let the readiness probe of container app ask at a port on which it listens',
    ],
    [
      'scaled-to-zero',
      [deployment({ spec: { replicas: 0 } }), service(), caller('cart:80')],
      'Scale cart up to 1',
    ],
    [
      'address-of-no-port',
      [deployment(), service(), caller('cart:81')],
      'Correct the port in variable CART_ADDR of Deployment web',
    ],
    [
      'service-selector-mismatch',
      [deployment(), service({ spec: { selector: { app: 'wrong' } } })],
      'Let Service cart select what its pods have: app=cart',
    ],
    [
      'ingress-service-missing',
      [
        {
          kind: 'Ingress',
          metadata: { name: 'shop' },
          spec: {
            defaultBackend: { service: { name: 'gone', port: { number: 80 } } },
          },
        },
      ],
      'Create Service gone in namespace default, or let Ingress shop lead elsewhere',
    ],
    [
      'autoscaler-target-missing',
      [
        {
          kind: 'HorizontalPodAutoscaler',
          metadata: { name: 'scaler' },
          spec: { scaleTargetRef: { kind: 'Deployment', name: 'gone' } },
        },
      ],
      'Bring back gone, or delete HorizontalPodAutoscaler scaler in namespace default',
    ],
    [
      'autoscaler-requests-missing',
      [
        deployment(),
        {
          kind: 'HorizontalPodAutoscaler',
          metadata: { name: 'scaler' },
          spec: {
            scaleTargetRef: { kind: 'Deployment', name: 'cart' },
            metrics: [
              { resource: { name: 'cpu', target: { type: 'Utilization' } } },
            ],
          },
          status: {
            conditions: [
              { type: 'ScalingActive', status: 'False', reason: 'x' },
            ],
          },
        },
      ],
      'Let container app request cpu',
    ],
    [
      'service-account-missing',
      [
        deployment({ podSpec: { serviceAccountName: 'runner' } }),
        {
          kind: 'ReplicaSet',
          metadata: {
            name: 'cart-1',
            ownerReferences: [
              { kind: 'Deployment', name: 'cart', controller: true, uid: '' },
            ],
          },
          spec: {
            replicas: 1,
            template: {
              spec: { serviceAccountName: 'runner', containers: [] },
            },
          },
          status: { replicas: 0 },
        },
      ],
      'Create ServiceAccount runner in namespace default, or name another one in the template',
    ],
    [
      'storage-class-missing',
      [
        {
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'disk' },
          spec: { storageClassName: 'fast' },
          status: { phase: 'Pending' },
        },
      ],
      'Create StorageClass fast, or make claim disk in namespace default anew with one that exists',
    ],
    [
      'termination-stuck',
      [
        deployment(),
        pod({
          metadata: {
            deletionTimestamp: '2026-01-01T11:00:00Z',
            finalizers: ['example.org/hold'],
          },
        }),
      ],
      'Find out why the finalizer example.org/hold of pod cart-1 is not taken away',
    ],
  ])('%s', (fault, objects, title) => {
    const store = createClusterFixture({
      clusters: { dev: { objects } },
    })
      .service.store('dev')
      .withConfiguration();
    const finding = findingsOf(coreDetectors, {
      cluster: 'dev',
      store,
      evidence: createEvidenceReader(),
      now: Date.parse(NOW),
    }).find(each => each.fault === fault);
    expect(finding).toBeDefined();
    // To begin anew is proposed for much, without a word of what is found.
    const [first] = proposalsOf(finding!, { store }).filter(
      ({ operation }) => operation?.id !== 'kubernetes.restart',
    );
    expect(first.title).toBe(title);
  });

  const memory = (limits: string) => ({
    resources: { limits: { memory: limits } },
  });

  it.each<[string, object[], string | undefined, string]>([
    [
      'out-of-memory',
      [
        deployment({ container: memory('256Mi') }),
        pod({
          container: memory('256Mi'),
          containerStatus: ended({ reason: 'OOMKilled', exitCode: 137 }),
        }),
      ],
      undefined,
      'Raise the memory limit of app to 384Mi',
    ],
    [
      'termination-stuck',
      [
        deployment(),
        { kind: 'Node', metadata: { name: 'node-2' } },
        pod({ metadata: { deletionTimestamp: '2026-01-01T11:00:00Z' } }),
      ],
      undefined,
      'Delete pod cart-1 without waiting for node node-1',
    ],
    [
      'pod-evicted',
      [
        deployment(),
        pod({ isReady: true, name: 'cart-2' }),
        pod({ status: { phase: 'Failed', reason: 'Evicted' } }),
      ],
      undefined,
      'Delete pod cart-1',
    ],
    [
      'disk-full',
      [
        deployment(),
        pod({
          container: {
            volumeMounts: [{ name: 'data', mountPath: '/var/lib/data' }],
          },
          spec: {
            volumes: [
              { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
            ],
          },
          containerStatus: ended({ reason: 'Error' }),
        }),
        {
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data' },
          spec: {
            storageClassName: 'standard',
            resources: { requests: { storage: '10Gi' } },
          },
          status: { phase: 'Bound', capacity: { storage: '10Gi' } },
        },
        {
          kind: 'StorageClass',
          metadata: { name: 'standard' },
          allowVolumeExpansion: true,
        },
      ],
      'panic: write /var/lib/data/journal: no space left on device',
      'Make claim data 15Gi large',
    ],
  ])('is an operation for %s', (fault, objects, text, title) => {
    const store = createClusterFixture({ clusters: { dev: { objects } } })
      .service.store('dev')
      .withConfiguration();
    const finding = findingsOf(coreDetectors, {
      cluster: 'dev',
      store,
      evidence: createEvidenceReader({
        logsOf: () =>
          text ? [{ container: 'app', previous: true, text }] : [],
      }),
      now: Date.parse(NOW),
    }).find(each => each.fault === fault);
    expect(proposalsOf(finding!, { store })[0]).toMatchObject({
      title,
      operation: { risk: expect.any(String) },
    });
  });
});
