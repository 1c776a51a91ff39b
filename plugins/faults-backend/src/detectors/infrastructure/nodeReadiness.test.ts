import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { nodeReadiness } from './nodeReadiness';

const node = (ready: string, created = '2025-12-01T00:00:00Z') => `
kind: Node
metadata: { name: node-1, creationTimestamp: ${created}, labels: { disk: ssd } }
status: { conditions: [{ type: Ready, ${ready} }] }
`;

const pods = `
kind: Deployment
metadata: { name: web, namespace: shop }
---
kind: ReplicaSet
metadata: { name: web-1, namespace: shop, ownerReferences: [{ kind: Deployment, name: web, controller: true }] }
---
kind: Pod
metadata: { name: web-1-a, namespace: shop, ownerReferences: [{ kind: ReplicaSet, name: web-1, controller: true }] }
spec: { nodeName: node-1 }
---
kind: Pod
metadata: { name: waits-for-ssd, namespace: shop }
spec: { nodeSelector: { disk: ssd } }
---
kind: Pod
metadata: { name: waits-for-hdd, namespace: shop }
spec: { nodeSelector: { disk: hdd } }
---
kind: Pod
metadata: { name: elsewhere, namespace: shop }
spec: { nodeName: node-2 }
---
kind: Pod
metadata: { name: over, namespace: shop }
spec: { nodeName: node-1 }
status: { phase: Succeeded }
`;

const UNKNOWN =
  'status: Unknown, reason: NodeStatusUnknown, message: Kubelet stopped posting node status.';
const RUNTIME_DOWN =
  "status: 'False', reason: KubeletNotReady, message: container runtime is down";
const NO_NETWORK =
  "status: 'False', reason: KubeletNotReady, message: 'container runtime network not ready: cni plugin not initialized'";
const UNREADY =
  "status: 'False', reason: KubeletNotReady, message: PLEG is not healthy";

describe('nodeReadiness', () => {
  it.each([
    ['nobody reports for it', UNKNOWN, 'node-kubelet-unavailable'],
    ['its runtime is down', RUNTIME_DOWN, 'node-runtime-unavailable'],
    ['its network is not set up', NO_NETWORK, 'node-not-ready'],
    ['it says something else', UNREADY, 'node-not-ready'],
  ])('finds a node when %s', (_, ready, fault) => {
    const findings = detectIn(nodeReadiness, { objects: [node(ready), pods] });
    expect(findings).toMatchObject([
      {
        fault,
        object: { kind: 'Node', name: 'node-1' },
        explains: [
          { kind: 'Deployment', name: 'web' },
          { kind: 'Pod', name: 'waits-for-ssd' },
        ],
      },
    ]);
    expect(findings[0].confidence).toBeGreaterThan(0.85);
  });

  it.each([
    ['kubelet', 'node-kubelet-unavailable'],
    ['containerd', 'node-runtime-unavailable'],
  ])('believes a node that says that its %s is not active', (name, fault) => {
    const findings = detectIn(nodeReadiness, {
      objects: node("status: 'True'"),
      evidence: {
        componentsOf: () => [
          { name, isActive: false, message: 'inactive (dead)' },
          { name: 'sshd', isActive: false },
        ],
      },
    });
    expect(findings).toMatchObject([
      {
        fault,
        evidence: [{ source: 'node', message: `${name}: inactive (dead)` }],
      },
    ]);
  });

  it.each([
    ['is ready', node("status: 'True'")],
    ['has just joined', node(UNREADY, '2026-01-01T11:58:00Z')],
    ['has no status', 'kind: Node\nmetadata: { name: node-1 }'],
    [
      'has a status of something else',
      'kind: Node\nmetadata: { name: node-1 }\nstatus: { conditions: none }',
    ],
  ])('is silent when a node %s', (_, objects) => {
    expect(detectIn(nodeReadiness, { objects })).toEqual([]);
  });
});
