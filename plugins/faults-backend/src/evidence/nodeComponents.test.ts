import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { nodeComponents } from './nodeComponents';

const node = (...conditions: string[]) =>
  `kind: Node\nmetadata: { name: n1 }\nstatus: { conditions: [${conditions.join()}] }\n---\n`;
const unhealthy = (type: string, status: string) =>
  `{ type: ${type}, status: '${status}', message: it said so }`;
const pod = (name: string, ready: string, on = 'n1', state = '{}') => `
kind: Pod
metadata: { name: ${name}, namespace: kube-system }
spec: { nodeName: ${on} }
status:
  conditions: [{ type: Ready, status: '${ready}' }]
  containerStatuses: [{ name: main, state: ${state} }]
---
`;

function componentsIn(objects: string, name = 'n1') {
  const { service } = createClusterFixture({ clusters: { dev: { objects } } });
  return nodeComponents(service.store('dev'), name);
}

describe('nodeComponents', () => {
  it.each([
    ['a node that there is not', node(), 'other'],
    ['a node of which nobody tells', node(unhealthy('Ready', 'True')), 'n1'],
    [
      'a check without an answer',
      node(unhealthy('KubeletUnhealthy', 'Unknown')),
      'n1',
    ],
    [
      'what runs elsewhere',
      node() + pod('kube-scheduler-n1', 'False', 'n2'),
      'n1',
    ],
    ['pods of kube-proxy', node() + pod('kube-proxy-n1', 'False'), 'n1'],
  ])('knows nothing of %s', (_, objects, name) => {
    expect(componentsIn(objects, name)).toBeUndefined();
  });

  it('takes the word of node-problem-detector', () => {
    expect(
      componentsIn(
        node(
          unhealthy('KubeletUnhealthy', 'True'),
          unhealthy('ContainerRuntimeUnhealthy', 'False'),
        ),
      ),
    ).toEqual([
      { name: 'kubelet', isActive: false, message: 'it said so' },
      { name: 'containerd', isActive: true, message: 'it said so' },
    ]);
  });

  it('looks at the static pods of the control plane', () => {
    expect(
      componentsIn(
        node() +
          pod('kube-apiserver-n1', 'True') +
          pod(
            'kube-scheduler-n1',
            'False',
            'n1',
            '{ waiting: { reason: CrashLoopBackOff } }',
          ),
      ),
    ).toEqual([
      { name: 'kube-apiserver', isActive: true },
      {
        name: 'kube-scheduler',
        isActive: false,
        message: 'Pod kube-scheduler-n1 is not ready: CrashLoopBackOff',
      },
    ]);
  });
});
