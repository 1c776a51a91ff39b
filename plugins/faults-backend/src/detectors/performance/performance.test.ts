import type { Signal, SignalMetric } from '@groundcrew/plugin-faults-node';
import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { nodeNetworkDelay } from '../infrastructure/nodeNetworkDelay';
import { nodeNetworkLoss } from '../infrastructure/nodeNetworkLoss';
import { cpuOverload } from './cpuOverload';
import { networkDelay } from './networkDelay';

const workload = (name: string, node: string, ...callees: string[]) => `
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          env: [${callees
            .map(callee => `{ name: ${callee}_ADDR, value: '${callee}:80' }`)
            .join()}]
---
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
---
kind: Pod
metadata: { name: ${name}-x, namespace: shop, ownerReferences: [{ kind: Deployment, name: ${name}, controller: true }] }
spec: { nodeName: ${node} }
`;

const objects = [
  'kind: Namespace\nmetadata: { name: shop }',
  'kind: Node\nmetadata: { name: node-1 }',
  'kind: Node\nmetadata: { name: node-2 }',
  workload('front', 'node-2', 'cart', 'ads', 'mail'),
  workload('cart', 'node-2', 'store'),
  workload('store', 'node-1'),
  workload('ads', 'node-1'),
  workload('mail', 'node-2'),
];

function signal(
  name: string,
  metric: SignalMetric,
  normal: number | undefined,
  current: number,
  source: Signal['source'] = 'metric',
): Signal {
  const object = name.startsWith('node-')
    ? { kind: 'Node', name }
    : { kind: 'Deployment', namespace: 'shop', name };
  return { object, metric, normal, current, source };
}

const late = (name: string, by: number) => signal(name, 'latency', 10, 10 + by);

function find(detector: typeof networkDelay, signals: Signal[]) {
  return detectIn(detector, {
    objects,
    evidence: { signals: () => signals },
  }).map(
    ({ confidence, explains = [], fault, object }) =>
      `${fault} ${object.name} ${confidence.toFixed(2)} (${explains
        .map(({ name }) => name)
        .join(' ')})`,
  );
}

describe('networkDelay', () => {
  it.each<[string, Signal[], string[]]>([
    [
      'the callee that is late, not its callers that wait for it',
      [late('front', 210), late('cart', 205), late('store', 200)],
      ['network-delay store 0.88 (front cart)'],
    ],
    [
      'the caller that is late by itself',
      [late('front', 300), late('ads', 20)],
      ['network-delay front 0.88 ()', 'network-delay ads 0.53 (front)'],
    ],
    [
      'less surely one that adds less, and that nothing slow calls',
      [late('ads', 200), late('mail', 100)],
      ['network-delay ads 0.88 (front)', 'network-delay mail 0.68 (front)'],
    ],
    [
      'rather than one that lacks CPU, or is slowed by that, nothing sure',
      [
        late('cart', 300),
        late('store', 20),
        signal('cart', 'cpu-throttling', 0, 0.8),
        signal('cart', 'cpu', 0.1, 0.5),
      ],
      ['network-delay store 0.53 (front cart)'],
    ],
    [
      'perhaps what nobody measures behind what is late',
      [late('cart', 200), signal('store', 'traffic', 100, 20)],
      ['network-delay cart 0.88 (front)', 'network-delay store 0.63 ()'],
    ],
    [
      'each source by itself',
      [late('ads', 200), signal('mail', 'latency', 10, 100, 'alert')],
      ['network-delay mail 0.90 (front)', 'network-delay ads 0.88 (front)'],
    ],
    ['nothing in what got faster', [late('cart', -5)], []],
    ['nothing in what nobody knows', [late('gone', 100)], []],
    ['nothing without signals', [], []],
  ])('finds %s', (_, signals, expected) => {
    expect(find(networkDelay, signals)).toEqual(expected);
  });
});

describe('nodeNetworkDelay', () => {
  it.each<[string, Signal[], string[]]>([
    [
      'a node whose workloads are late without calling each other',
      [late('store', 200), late('ads', 210), late('front', 215)],
      ['node-network-delay node-1 0.92 (store ads front)'],
    ],
    ['nothing in one alone', [late('ads', 210), late('front', 215)], []],
    [
      'nothing in two of different nodes',
      [late('ads', 200), late('mail', 210)],
      [],
    ],
    [
      'nothing in two that call each other',
      [late('front', 500), late('mail', 210)],
      [],
    ],
    [
      'nothing where something lacks CPU',
      [
        late('store', 200),
        late('ads', 210),
        signal('ads', 'cpu-throttling', 0, 0.9, 'metric'),
        signal('ads', 'cpu', 0.1, 0.9, 'metric'),
      ],
      [],
    ],
    [
      'nothing where a node loses packets',
      [
        late('store', 200),
        late('ads', 210),
        signal('node-1', 'tcp-retransmissions', 0, 9),
      ],
      [],
    ],
  ])('finds %s', (_, signals, expected) => {
    expect(find(nodeNetworkDelay, signals)).toEqual(expected);
  });
});

describe('nodeNetworkLoss', () => {
  const sends = (name: string, before: number, now: number) =>
    signal(name, 'tcp-retransmissions', before, now);

  it.each<[string, Signal[], string[]]>([
    [
      'a node that sends far more again than it did and than others do',
      [sends('node-1', 0.02, 8.5), sends('node-2', 0.1, 0.7), late('ads', 9)],
      ['node-network-loss node-1 0.95 (ads)'],
    ],
    ['nothing in a little', [sends('node-1', 0, 0.7)], []],
    ['nothing in what was always so', [sends('node-1', 2, 8)], []],
    [
      'nothing in what all do',
      [sends('node-1', 0, 8), sends('node-2', 0, 7)],
      [],
    ],
  ])('finds %s', (_, signals, expected) => {
    expect(find(nodeNetworkLoss, signals)).toEqual(expected);
  });
});

describe('cpuOverload', () => {
  const throttled = (share: number, source?: Signal['source']) =>
    signal('cart', 'cpu-throttling', 0, share, source);
  const uses = (before: number, now: number) =>
    signal('cart', 'cpu', before, now);

  it.each<[string, Signal[], string[]]>([
    [
      'a workload that wants more CPU than it had and gets',
      [throttled(0.8), uses(0.1, 0.5)],
      ['cpu-overload cart 0.93 (front)'],
    ],
    [
      'one of which an alert says so',
      [throttled(0.8, 'alert')],
      ['cpu-overload cart 0.95 (front)'],
    ],
    [
      'less in one that works as ever',
      [throttled(0.8), uses(0.4, 0.5)],
      ['cpu-throttled cart 0.55 ()'],
    ],
    ['nothing in a little throttling', [throttled(0.2), uses(0.1, 0.9)], []],
    ['nothing in mere work', [uses(0.1, 0.9)], []],
  ])('finds %s', (_, signals, expected) => {
    expect(find(cpuOverload, signals)).toEqual(expected);
  });
});
