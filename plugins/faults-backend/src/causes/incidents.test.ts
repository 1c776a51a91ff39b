import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import {
  createEvidenceReader,
  type EvidenceReader,
} from '@groundcrew/plugin-faults-node';
import { parseAllDocuments } from 'yaml';
import { coreDetectors } from '../detectors';
import { findingsOf } from '../engine/findingsOf';
import { causalGraphOf } from './causalGraphOf';
import { rankCauses } from './rankCauses';

/** A small shop that works: `front` calls `cart`, which calls `store`. */
const shop = [
  'kind: Namespace\nmetadata: { name: shop }',
  ...['node-1', 'node-2'].map(
    node => `
kind: Node
metadata: { name: ${node}, labels: { kubernetes.io/hostname: ${node} }, creationTimestamp: '2025-06-01T00:00:00Z' }
spec: {}
status:
  allocatable: { cpu: '4', memory: 8Gi, pods: '110' }
  conditions: [{ type: Ready, status: 'True', reason: KubeletReady }]
`,
  ),
  workload('front', 'node-1', 'cart:80'),
  workload('cart', 'node-2', 'store:80'),
  workload('store', 'node-1'),
].join('\n---\n');

function workload(name: string, node: string, backend = ''): string {
  const labels = `metadata: { labels: { app: ${name} } }`;
  const spec = `spec:
  serviceAccountName: default
  containers:
    - name: main
      image: registry.example/${name}:1
      ports: [{ containerPort: 8080 }]
      env: [${backend ? `{ name: BACKEND_ADDR, value: '${backend}' }` : ''}]
      resources: { requests: { cpu: 100m, memory: 64Mi } }
      readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10, failureThreshold: 3 }`;
  const template = `\n${labels}\n${spec}`.replace(/\n/g, '\n    ');
  const owned = (kind: string, owner: string) =>
    `ownerReferences: [{ apiVersion: apps/v1, kind: ${kind}, name: ${owner}, controller: true }]`;
  return `
kind: Deployment
metadata: { name: ${name}, namespace: shop, generation: 1 }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${name} } }
  template:${template}
status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1, conditions: [{ type: Available, status: 'True' }] }
---
kind: ReplicaSet
metadata: { name: ${name}-1, namespace: shop, ${owned('Deployment', name)} }
spec:
  replicas: 1
  template:${template}
status: { replicas: 1, readyReplicas: 1 }
---
kind: Pod
metadata:
  name: ${name}-1-x
  namespace: shop
  labels: { app: ${name} }
  creationTimestamp: '2026-01-01T11:00:00Z'
  ${owned('ReplicaSet', `${name}-1`)}
${spec}
  nodeName: ${node}
status:
  phase: Running
  conditions: [{ type: PodScheduled, status: 'True' }, { type: Ready, status: 'True' }]
  containerStatuses: [{ name: main, ready: true, restartCount: 0, state: { running: { startedAt: '2026-01-01T11:00:05Z' } } }]
---
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { clusterIP: 10.0.0.${
    name.length
  }, selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
---
kind: EndpointSlice
metadata: { name: ${name}-s, namespace: shop, labels: { kubernetes.io/service-name: ${name} } }
endpoints: [{ addresses: [10.1.0.${name.length}], conditions: { ready: true } }]
ports: [{ port: 8080 }]
---
kind: ServiceAccount
metadata: { name: default, namespace: shop }
`;
}

/** Fields that tests change. */
interface Changed extends KubernetesObject {
  spec: Record<string, any>;
  status: Record<string, any>;
}
type Find = (kind: string, name: string) => Changed;

/** What the kubelet and the controllers say of a workload whose container crashes again and again. */
function crash(find: Find, name: string) {
  const pod = find('Pod', `${name}-1-x`);
  pod.status.conditions[1].status = 'False';
  pod.status.containerStatuses = [
    {
      name: 'main',
      ready: false,
      restartCount: 6,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    },
  ];
  isDown(find, name);
}

function isDown(find: Find, name: string) {
  Object.assign(find('Deployment', name).status, {
    readyReplicas: 0,
    availableReplicas: 0,
  });
  find('ReplicaSet', `${name}-1`).status.readyReplicas = 0;
  (
    find('EndpointSlice', `${name}-s`) as unknown as { endpoints: unknown[] }
  ).endpoints = [];
}

/** Neither the Deployment nor its pod find a node any more. */
function isPending(find: Find, name: string, spec: Record<string, unknown>) {
  const pod = find('Pod', `${name}-1-x`);
  delete pod.spec.nodeName;
  Object.assign(pod.spec, spec);
  Object.assign(find('Deployment', name).spec.template.spec, spec);
  pod.status = {
    phase: 'Pending',
    conditions: [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
    ],
  };
  isDown(find, name);
}

function causesOf(
  change: (find: Find) => void,
  evidence: Partial<EvidenceReader> = {},
): string[] {
  const objects: Changed[] = parseAllDocuments(shop).map(document =>
    document.toJS(),
  );
  change(
    (kind, name) =>
      objects.find(
        object => object.kind === kind && object.metadata?.name === name,
      )!,
  );
  const fixture = createClusterFixture({ clusters: { test: { objects } } });
  const context = {
    cluster: 'test',
    store: fixture.service.store('test').withConfiguration(),
    evidence: createEvidenceReader(evidence),
    now: Date.parse('2026-01-01T12:00:00Z'),
    onFailure: (_: unknown, error: unknown) => {
      throw error;
    },
  };
  const findings = findingsOf(coreDetectors, context);
  return rankCauses(findings, causalGraphOf(findings, context))
    .filter(({ verdict }) => verdict === 'cause')
    .map(
      ({ finding: { fault, object } }) =>
        `${fault}: ${object.kind} ${object.name}`,
    );
}

/** One small incident for each way of thinking; `npm run score` tries them on recorded ones. */
describe('what is wrong with a small shop', () => {
  it.each<[string, (find: Find) => void, string[]]>([
    ['nothing', () => {}, []],
    [
      'an image that does not exist, under callers that crash for it',
      find => {
        crash(find, 'front');
        crash(find, 'cart');
        isDown(find, 'store');
        const pod = find('Pod', 'store-1-x');
        pod.status.conditions[1].status = 'False';
        pod.status.phase = 'Pending';
        pod.status.containerStatuses = [
          {
            name: 'main',
            ready: false,
            restartCount: 0,
            state: {
              waiting: {
                reason: 'ImagePullBackOff',
                message:
                  'Back-off pulling image "registry.example/store:1": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image: registry.example/store:1: not found',
              },
            },
          },
        ];
      },
      ['image-not-found: Deployment store'],
    ],
    [
      'a node that nobody hears of, and what runs there',
      find => {
        Object.assign(find('Node', 'node-1').status.conditions[0], {
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
        });
        crash(find, 'cart');
        isDown(find, 'front');
        isDown(find, 'store');
        find('Pod', 'front-1-x').status.conditions[1].status = 'False';
        find('Pod', 'store-1-x').status.conditions[1].status = 'False';
      },
      ['node-kubelet-unavailable: Node node-1'],
    ],
    [
      'a node that nobody hears of, and a ConfigMap that there is nowhere',
      find => {
        Object.assign(find('Node', 'node-1').status.conditions[0], {
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
        });
        isDown(find, 'front');
        isDown(find, 'store');
        for (const name of ['front', 'store']) {
          find('Pod', `${name}-1-x`).status.conditions[1].status = 'False';
        }
        const pod = find('Pod', 'front-1-x');
        pod.spec.containers[0].envFrom = [{ configMapRef: { name: 'flags' } }];
        pod.status.phase = 'Pending';
        pod.status.containerStatuses = [
          {
            name: 'main',
            ready: false,
            restartCount: 0,
            state: {
              waiting: {
                reason: 'CreateContainerConfigError',
                message: 'configmap "flags" not found',
              },
            },
          },
        ];
      },
      [
        'config-map-missing: Deployment front',
        'node-kubelet-unavailable: Node node-1',
      ],
    ],
    [
      'a node selector that no node satisfies',
      find => isPending(find, 'cart', { nodeSelector: { disk: 'ssd' } }),
      ['node-selector-unsatisfiable: Deployment cart'],
    ],
    [
      'more CPU than any node has',
      find =>
        isPending(find, 'store', {
          containers: [
            { name: 'main', resources: { requests: { cpu: '16' } } },
          ],
        }),
      ['cpu-insufficient: Deployment store'],
    ],
    [
      'a Service that selects nothing',
      find => {
        find('Service', 'store').spec.selector = { app: 'stores' };
        (
          find('EndpointSlice', 'store-s') as unknown as {
            endpoints: unknown[];
          }
        ).endpoints = [];
        crash(find, 'cart');
      },
      ['service-selector-mismatch: Service store'],
    ],
    [
      'too little memory',
      find => {
        crash(find, 'store');
        const pod = find('Pod', 'store-1-x');
        pod.status.containerStatuses[0].lastState.terminated = {
          exitCode: 137,
          reason: 'OOMKilled',
        };
      },
      ['out-of-memory: Deployment store'],
    ],
    [
      'two faults that have nothing to do with each other',
      find => {
        isPending(find, 'front', { nodeSelector: { disk: 'ssd' } });
        crash(find, 'store');
        find('Pod', 'store-1-x').status.containerStatuses[0].lastState = {
          terminated: { exitCode: 137, reason: 'OOMKilled' },
        };
      },
      [
        'out-of-memory: Deployment store',
        'node-selector-unsatisfiable: Deployment front',
      ],
    ],
  ])('%s', (_, change, expected) => {
    expect(causesOf(change).sort()).toEqual([...expected].sort());
  });

  it('a callee that answers late, not its callers', () => {
    const late = (name: string, milliseconds: number) => ({
      object: { kind: 'Deployment', namespace: 'shop', name },
      metric: 'latency' as const,
      normal: 5,
      current: 5 + milliseconds,
      source: 'alert' as const,
    });
    const signals = [late('front', 220), late('cart', 210), late('store', 200)];
    expect(causesOf(() => {}, { signals: () => signals })).toEqual([
      'network-delay: Deployment store',
    ]);
  });
});
