import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { unschedulablePod } from './unschedulablePod';

const node = (name: string, more = '', status = '') => `
kind: Node
metadata: { name: ${name}, labels: { kubernetes.io/hostname: ${name}, zone: ${name} ${
  more.split('|')[0]
} } }
spec: { ${more.split('|')[1] ?? ''} }
status: { allocatable: { cpu: "4", memory: 8Gi, pods: "3" ${status} } }
`;

const CONTROL_PLANE = node(
  'control',
  `, node-role.kubernetes.io/control-plane: "" | taints: [{ key: node-role.kubernetes.io/control-plane, effect: NoSchedule }]`,
);

const running = (name: string, on: string, requests = '', more = '') => `
kind: Pod
metadata: { name: ${name}, labels: { app: ${name} } }
spec:
  nodeName: ${on}
  containers: [{ name: c, resources: { requests: { ${requests} } } }]
  ${more}
status: { phase: Running }
`;

const pending = (spec: string, words = '', requests = 'cpu: "1"') => `
kind: Deployment
metadata: { name: web }
spec: { replicas: 1 }
---
kind: ReplicaSet
metadata:
  name: web-1
  ownerReferences: [{ kind: Deployment, name: web, controller: true }]
---
kind: Pod
metadata:
  name: web-1-a
  labels: { app: web }
  ownerReferences: [{ kind: ReplicaSet, name: web-1, controller: true }]
spec:
  containers: [{ name: c, resources: { requests: { ${requests} } } }]
  ${spec}
status:
  phase: Pending
  conditions: [{ type: PodScheduled, status: "False", reason: Unschedulable, message: ${JSON.stringify(
    words,
  )} }]
`;

const WISH = `affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms: [{ matchExpressions: [{ key: disk, operator: In, values: [ssd] }] }]`;

const APART = (app: string, key = 'kubernetes.io/hostname') => `affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - { topologyKey: ${key}, labelSelector: { matchLabels: { app: ${app} } } }`;

const TAINT = '| taints: [{ key: team, value: a, effect: NoSchedule }]';
const CORDON = '| unschedulable: true';

function found(objects: string[]) {
  return detectIn(unschedulablePod, { objects: objects.join('\n---\n') })
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ confidence, fault, object }) => [
      fault,
      `${object.kind}/${object.name}`,
      confidence,
    ]);
}

const best = (objects: string[]) => found(objects)[0];

describe('unschedulablePod', () => {
  it.each<[string, string, string[]]>([
    [
      'no node has the labels',
      'node-selector-unsatisfiable',
      [node('a'), node('b', CORDON), pending('nodeSelector: { disk: ssd }')],
    ],
    [
      'no node satisfies the affinity',
      'node-affinity-unsatisfiable',
      [node('a'), node('b', TAINT), pending(WISH)],
    ],
    [
      'only the control plane, which is closed, satisfies the wish',
      'node-selector-unsatisfiable',
      [CONTROL_PLANE, node('a'), pending('nodeSelector: { zone: control }')],
    ],
    [
      'all nodes have a taint',
      'taint-not-tolerated',
      [CONTROL_PLANE, node('a', TAINT), node('b', TAINT), pending('')],
    ],
    [
      'the one node that is wished for has a taint, while most nodes lack the label',
      'taint-not-tolerated',
      [
        node('a', `, disk: ssd ${TAINT}`),
        node('b'),
        node('c'),
        pending('nodeSelector: { disk: ssd }'),
      ],
    ],
    [
      'the one node that is wished for is cordoned, while most nodes lack the label',
      'nodes-cordoned',
      [node('a', `, disk: ssd ${CORDON}`), node('b'), node('c'), pending(WISH)],
    ],
    [
      'all workers are cordoned',
      'nodes-cordoned',
      [CONTROL_PLANE, node('a', CORDON), node('b', CORDON), pending('')],
    ],
    [
      'it requests more CPU than a node has',
      'cpu-insufficient',
      [node('a'), node('b'), pending('', '', 'cpu: "5"')],
    ],
    [
      'the pods of all namespaces have left too little memory',
      'memory-insufficient',
      [
        node('a'),
        running('big', 'a', 'memory: 6Gi'),
        pending('', '', 'memory: 3Gi'),
      ],
    ],
    [
      'there is none of a resource',
      'resource-insufficient',
      [node('a'), pending('', '', 'example.com/gpu: "1"')],
    ],
    [
      'the nodes have as many pods as they may',
      'resource-insufficient',
      [
        node('a'),
        ...['x', 'y', 'z'].map(name => running(name, 'a')),
        pending(''),
      ],
    ],
    [
      'its own replicas are everywhere',
      'anti-affinity-unsatisfiable',
      [
        node('a'),
        node('b'),
        running('web', 'a'),
        running('web', 'b').replace('name: web,', 'name: web-2,'),
        pending(APART('web')),
      ],
    ],
    [
      'others must not be beside it',
      'anti-affinity-unsatisfiable',
      [node('a'), running('shy', 'a', '', APART('web')), pending('')],
    ],
    [
      'no pod is there that it must be near to',
      'pod-affinity-unsatisfiable',
      [node('a'), pending(APART('db').replace('podAnti', 'pod'))],
    ],
    [
      'its volume is on another node',
      'volume-out-of-reach',
      [
        node('a'),
        `kind: PersistentVolumeClaim
metadata: { name: disk }
spec: { volumeName: disk-1 }
status: { phase: Bound }
---
kind: PersistentVolume
metadata: { name: disk-1 }
spec:
  nodeAffinity:
    required:
      nodeSelectorTerms: [{ matchExpressions: [{ key: zone, operator: In, values: [z] }] }]`,
        pending(
          'volumes: [{ name: d, persistentVolumeClaim: { claimName: disk } }]',
        ),
      ],
    ],
  ])('blames the right thing where %s', (_, fault, objects) => {
    expect(best(objects)).toEqual([fault, 'Deployment/web', 0.95]);
  });

  it.each([
    ['3 Insufficient cpu', 'cpu-insufficient'],
    ['3 Insufficient memory.', 'memory-insufficient'],
    ['3 Insufficient example.com/gpu', 'resource-insufficient'],
    ['3 Too many pods', 'resource-insufficient'],
    [
      "3 node(s) didn't match pod anti-affinity rules",
      'anti-affinity-unsatisfiable',
    ],
    [
      "3 node(s) didn't match pod topology spread constraints",
      'topology-spread-unsatisfiable',
    ],
    [
      "3 node(s) didn't have free ports for the requested pod ports",
      'host-port-taken',
    ],
  ])('believes the scheduler that says %j', (words, fault) => {
    const message = `0/3 nodes are available: ${words}. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.`;
    expect(
      found([node('a'), node('b'), node('c'), pending('', message)]),
    ).toEqual([[fault, 'Deployment/web', 0.95]]);
  });

  it('is less sure of what the scheduler does not say', () => {
    const words = '0/1 nodes are available: 1 Insufficient cpu.';
    expect(best([node('a', TAINT), pending('', words)])).toEqual([
      'taint-not-tolerated',
      'Deployment/web',
      0.85,
    ]);
  });

  it('only passes on words about nodes that have a place by now', () => {
    const words =
      '0/2 nodes are available: 2 node(s) had untolerated taint {team: a}.';
    const [[fault, , confidence]] = found([node('a'), pending('', words)]);
    expect(fault).toBe('taint-not-tolerated');
    expect(confidence).toBeCloseTo(0.62);
  });

  it.each([
    ['TriggeredScaleUp', '2026-01-01T11:55:00Z', 0.5],
    ['TriggeredScaleUp', '2026-01-01T11:45:00Z', 0.95],
    ['Nominated', '2026-01-01T11:55:00Z', 0.5],
    ['Pulled', '2026-01-01T11:55:00Z', 0.95],
  ])('after %s of %s is sure at %d', (reason, lastTimestamp, confidence) => {
    const event = `kind: Event
metadata: { name: e }
involvedObject: { kind: Pod, name: web-1-a, namespace: default, uid: pod-default-web-1-a }
reason: ${reason}
lastTimestamp: "${lastTimestamp}"
`;
    expect(best([node('a'), pending('', '', 'cpu: "5"'), event])).toEqual([
      'cpu-insufficient',
      'Deployment/web',
      confidence,
    ]);
  });

  it('leaves nodes that are not well to their own findings', () => {
    const lost = node(
      'a',
      '| taints: [{ key: node.kubernetes.io/unreachable, effect: NoSchedule }]',
    );
    expect(found([lost, pending('')])).toEqual([]);
  });

  it('repeats the words and the field that asks', () => {
    const words =
      "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.";
    const [finding] = detectIn(unschedulablePod, {
      objects: [node('a'), pending('nodeSelector: { disk: ssd }', words)].join(
        '\n---\n',
      ),
    });
    expect(finding.message).toContain('disk=ssd');
    expect(
      finding.evidence.map(({ field, message }) => [field, message]),
    ).toEqual([
      ['status.conditions[PodScheduled]', words],
      ['spec.nodeSelector', expect.stringContaining('1 of 1 nodes')],
    ]);
  });

  it.each<[string, string[]]>([
    ['it has a node', [node('a', TAINT), running('web', 'a')]],
    [
      'nobody has looked at it yet',
      [node('a', TAINT), pending('').replace(/ {2}conditions: .*\n/, '')],
    ],
    [
      'it waits for a claim first',
      [
        node('a', TAINT),
        pending(
          'volumes: [{ name: d, persistentVolumeClaim: { claimName: x } }]',
        ),
      ],
    ],
    [
      'it is being deleted',
      [
        node('a', TAINT),
        pending('').replace(
          'labels: { app: web }',
          'deletionTimestamp: 2026-01-01T00:00:00Z',
        ),
      ],
    ],
  ])('is silent where %s', (_, objects) => {
    expect(found(objects)).toEqual([]);
  });
});
