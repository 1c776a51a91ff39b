import {
  detectIn,
  type DetectInOptions,
} from '@groundcrew/plugin-faults-node/testUtils';
import { kubeProxyComponent } from './kubeProxyComponent';
import { kubeProxyPod } from './kubeProxyPod';
import { kubeProxyReach } from './kubeProxyReach';
import { kubeProxyTimeouts } from './kubeProxyTimeouts';

const cluster = `
kind: Node
metadata: { name: node-1 }
status: { conditions: [{ type: Ready, status: 'True' }] }
---
kind: Node
metadata: { name: node-2 }
status: { conditions: [{ type: Ready, status: 'True' }] }
---
kind: Namespace
metadata: { name: shop }
---
kind: Service
metadata: { name: cart, namespace: shop }
spec: { clusterIP: 10.0.0.1 }
---
kind: Service
metadata: { name: ads, namespace: shop }
spec: { clusterIP: 10.0.0.2 }
---
kind: Service
metadata: { name: down, namespace: shop }
spec: { clusterIP: 10.0.0.3 }
---
kind: EndpointSlice
metadata: { name: cart-1, namespace: shop, labels: { kubernetes.io/service-name: cart } }
endpoints: [{ addresses: [10.1.0.1], conditions: { ready: true } }]
---
kind: EndpointSlice
metadata: { name: ads-1, namespace: shop, labels: { kubernetes.io/service-name: ads } }
endpoints: [{ addresses: [10.1.0.2] }]
`;

const pod = (name: string, nodeName: string, ready: string) => `
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec: { nodeName: ${nodeName} }
status: { phase: Running, conditions: [{ type: Ready, status: '${ready}' }] }
`;

const FOUND = [
  {
    fault: 'kube-proxy-unavailable',
    object: { kind: 'Node', name: 'node-1' },
  },
];

describe('kubeProxyComponent', () => {
  it.each([
    [false, FOUND],
    [true, []],
  ])(
    'believes what a node says of its kube-proxy: active %s',
    (isActive, found) => {
      expect(
        detectIn(kubeProxyComponent, {
          objects: cluster,
          evidence: {
            componentsOf: node => [
              { name: 'kube-proxy', isActive: isActive || node !== 'node-1' },
              { name: 'kubelet', isActive: true },
            ],
          },
        }),
      ).toMatchObject(found);
    },
  );
});

describe('kubeProxyPod', () => {
  const proxy = (
    ready: string,
    since: string,
    labels = 'k8s-app: kube-proxy',
  ) => `
kind: Pod
metadata: { name: proxy-x, namespace: kube-system, labels: { ${labels} } }
spec: { nodeName: node-1 }
status: { phase: Running, conditions: [{ type: Ready, status: '${ready}', lastTransitionTime: '${since}' }] }
`;

  it.each([
    ['is not ready for minutes', proxy('False', '2026-01-01T11:50:00Z'), FOUND],
    ['is being replaced', proxy('False', '2026-01-01T11:59:30Z'), []],
    ['is ready', proxy('True', '2026-01-01T11:50:00Z'), []],
    ['is something else', proxy('False', '2026-01-01T11:50:00Z', 'app: x'), []],
  ])('looks at a pod that %s', (_, objects, found) => {
    expect(
      detectIn(kubeProxyPod, { objects: [cluster, objects] }),
    ).toMatchObject(found);
  });

  it('leaves a node that is down to what says so', () => {
    const down = cluster.replace("status: 'True' }] }", 'status: Unknown }] }');
    const unready = proxy('False', '2026-01-01T11:50:00Z');
    expect(detectIn(kubeProxyPod, { objects: [down, unready] })).toEqual([]);
  });
});

describe('kubeProxyReach', () => {
  const reach = (
    reached: Record<string, Record<string, boolean>>,
    objects = cluster,
  ) =>
    detectIn(kubeProxyReach, {
      objects,
      evidence: {
        connectivityOf: ({ name }) =>
          reached[name] && { isConnected: true, fromNodes: reached[name] },
      },
    });
  const fails = { 'node-1': false, 'node-2': true };
  const works = { 'node-1': true, 'node-2': true };
  const dead = { 'node-1': false, 'node-2': false };

  it('finds the one node from which Services fail that answer elsewhere', () => {
    expect(reach({ cart: fails, ads: fails, down: dead })).toMatchObject([
      {
        ...FOUND[0],
        evidence: [
          {
            source: 'connectivity',
            message:
              '2 of 2 Services that answer elsewhere do not from here: cart and ads',
          },
        ],
      },
    ]);
  });

  it.each([
    ['all work', { cart: works, ads: works }],
    ['one is down everywhere', { cart: dead, ads: works }],
    ['as many work as fail', { cart: fails, ads: works }],
    [
      'nodes fail each other',
      { cart: fails, ads: { 'node-1': true, 'node-2': false } },
    ],
    ['it was tried from one node only', { cart: { 'node-1': false } }],
    ['nobody tried', {}],
  ])('is silent when %s', (_, reached) => {
    expect(reach(reached)).toEqual([]);
  });

  it('leaves a node that is not ready to others', () => {
    expect(
      reach(
        { cart: fails },
        cluster.replace("status: 'True'", 'status: Unknown'),
      ),
    ).toEqual([]);
  });
});

describe('kubeProxyTimeouts', () => {
  const timeOut = (address: string) => `dial tcp ${address}:80: i/o timeout\n`;
  const look = (
    objects: DetectInOptions['objects'],
    logs: Record<string, string>,
    evidence: DetectInOptions['evidence'] = {},
  ) =>
    detectIn(kubeProxyTimeouts, {
      objects: [cluster, objects],
      evidence: {
        logsOf: ({ name }) => [
          { container: 'main', previous: false, text: logs[name] ?? '' },
        ],
        ...evidence,
      },
    });
  const both = timeOut('10.0.0.1') + timeOut('10.0.0.2');
  const unready = [pod('a', 'node-1', 'False'), pod('b', 'node-2', 'True')];

  it('finds the node on which a pod that suffers times out at several Services with endpoints', () => {
    expect(look(unready, { a: both })).toMatchObject([
      { ...FOUND[0], evidence: [{ source: 'log' }, { source: 'log' }] },
    ]);
  });

  it('finds it also when the pod is ready and answers late', () => {
    expect(
      look(
        pod('a', 'node-1', 'True'),
        { a: both },
        {
          signalsOf: object => [
            { object, metric: 'latency', current: 900, source: 'metric' },
          ],
        },
      ),
    ).toMatchObject(FOUND);
  });

  it.each([
    ['at one Service only', unready, { a: timeOut('10.0.0.1') }],
    [
      'at one that has no endpoints',
      unready,
      { a: timeOut('10.0.0.1') + timeOut('10.0.0.3') },
    ],
    ['on other nodes too', unready, { a: both, b: both }],
    [
      'outside of the cluster',
      unready,
      { a: timeOut('8.8.8.8') + timeOut('8.8.4.4') },
    ],
    ['and does not suffer', [pod('a', 'node-1', 'True')], { a: both }],
  ])('is silent when a pod times out %s', (_, objects, logs) => {
    expect(look(objects, logs)).toEqual([]);
  });
});
