import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { deadNode, deployment, node, pod } from '../__testUtils__/objects';
import { suffersNow } from './suffersNow';
import { NodeWorkloads } from './NodeWorkloads';

const object = (kind: string, name: string, rest: string) => `
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
${rest}
---
`;
const { service } = createClusterFixture({
  clusters: {
    prod: {
      objects: [
        node('node-a'),
        deadNode('node-b'),
        deployment('cart'),
        deployment('orders', 0),
        pod('cart', 'node-a'),
        pod('orders', 'node-a'),
        object(
          'Pod',
          'alone',
          'spec: { nodeName: node-a }\nstatus: { phase: Pending }',
        ),
        object(
          'DaemonSet',
          'agent',
          'status: { desiredNumberScheduled: 2, numberReady: 1 }',
        ),
        object('Job', 'report', 'status: { failed: 3 }'),
        object('Job', 'done', 'status: { failed: 1, succeeded: 1 }'),
        object('PersistentVolumeClaim', 'data', 'status: { phase: Lost }'),
        object('PersistentVolumeClaim', 'fine', 'status: { phase: Bound }'),
        object('Service', 'cart', 'spec: {}'),
      ],
    },
  },
});
const store = service.store('prod');

describe('suffersNow', () => {
  it.each<[string, string, boolean]>([
    ['Deployment', 'cart', false],
    ['Deployment', 'orders', true],
    ['Deployment', 'gone', false],
    ['DaemonSet', 'agent', true],
    ['DaemonSet', 'gone', false],
    ['Job', 'report', true],
    ['Job', 'done', false],
    ['Node', 'node-a', false],
    ['Node', 'node-b', true],
    ['Pod', 'cart-1-a', false],
    ['Pod', 'alone', true],
    ['PersistentVolumeClaim', 'data', true],
    ['PersistentVolumeClaim', 'fine', false],
    ['Service', 'cart', false],
  ])('says of the %s %s: %s', (kind, name, expected) => {
    const namespace = kind === 'Node' ? undefined : 'shop';
    expect(suffersNow({ kind, namespace, name }, store)).toBe(expected);
  });
});

describe('NodeWorkloads', () => {
  it('counts what has pods there, each once', () => {
    const nodes = NodeWorkloads.create();
    expect(nodes.on('node-a', store)).toBe(3);
    expect(nodes.on('node-b', store)).toBe(0);
  });
});
