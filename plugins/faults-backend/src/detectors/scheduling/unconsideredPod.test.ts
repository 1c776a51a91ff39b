import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { unconsideredPod } from './unconsideredPod';

const pod = (name: string, createdAt: string, more = '', status = '') => `
kind: Pod
metadata: { name: ${name}, creationTimestamp: 2026-01-01T${createdAt}Z }
spec: { ${more} }
status: { phase: Pending ${status} }
`;

const node = (name: string, labels = '') => `
kind: Node
metadata: { name: ${name}, labels: { ${labels} } }
`;

const NODES = `${node('a')}
---
${node('m', 'node-role.kubernetes.io/control-plane: ""')}`;
const WAITING = pod('web', '11:59:30');

function found(objects: string[], evidence?: Partial<EvidenceReader>) {
  return detectIn(unconsideredPod, {
    objects: objects.join('\n---\n'),
    evidence,
  }).map(({ confidence, fault, object }) => [
    fault,
    `${object.kind}/${object.name}`,
    confidence,
  ]);
}

describe('unconsideredPod', () => {
  it.each<[string, string[], [string, string, number]]>([
    [
      'the scheduler of the control plane',
      [NODES, WAITING],
      ['scheduler-unavailable', 'Node/m', 0.9],
    ],
    [
      'the scheduler where its pod is',
      [
        node('a'),
        node('b'),
        `kind: Pod
metadata: { name: kube-scheduler-b, namespace: kube-system }
spec: { nodeName: b }`,
        WAITING,
      ],
      ['scheduler-unavailable', 'Node/b', 0.9],
    ],
    [
      'a scheduler that is nowhere to be seen',
      [node('a'), WAITING],
      ['scheduler-unavailable', 'Pod/web', 0.9],
    ],
    [
      'the scheduler that it asks for itself',
      [NODES, pod('web', '11:59:30', 'schedulerName: packer')],
      ['scheduler-missing', 'Pod/web', 0.9],
    ],
  ])('blames %s', (_, objects, expected) => {
    expect(found(objects)).toEqual([expected]);
  });

  it('believes the node that says which scheduler is down', () => {
    const componentsOf = (name: string) => [
      { name: 'kubelet', isActive: true },
      ...(name === 'a' ? [{ name: 'kube-scheduler', isActive: false }] : []),
    ];
    expect(found([node('a'), node('b'), WAITING], { componentsOf })).toEqual([
      ['scheduler-unavailable', 'Node/a', 0.98],
    ]);
  });

  it.each<[string, string[]]>([
    ['one that is quite new', [NODES, pod('web', '11:59:50')]],
    ['one with a node', [NODES, pod('web', '11:59:30', 'nodeName: a')]],
    [
      'one that the scheduler has looked at',
      [
        NODES,
        pod(
          'web',
          '11:59:30',
          '',
          ', conditions: [{ type: PodScheduled, status: "False" }]',
        ),
      ],
    ],
    [
      'one behind a gate',
      [NODES, pod('web', '11:59:30', 'schedulingGates: [{ name: x }]')],
    ],
    [
      'one of a cluster where later ones were scheduled',
      [NODES, WAITING, pod('late', '11:59:40', 'nodeName: a')],
    ],
  ])('is silent on %s', (_, objects) => {
    expect(found(objects)).toEqual([]);
  });
});
