import {
  createDetector,
  type EvidenceDraft,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import { refOf } from '../../topology';
import { saidByNode } from './saidByNode';
import { workloadsOn } from './workloadsOn';

/** A node that has just joined is not ready until its network is. */
const JOINING_MS = 3 * 60_000;
/** The kubelet's words. That the "container runtime network" is not ready is about the network. */
const RUNTIME =
  /container runtime is down|container runtime status check|RuntimeReady=false|(?:containerd|crio|docker)\.sock/i;
const RUNTIMES = ['containerd', 'crio', 'cri-o', 'docker', 'cri-dockerd'];

/**
 * A node that takes no pods because its kubelet or what runs its containers does not work. `Unknown` means that nobody reports for
 * the node: a kubelet that ended looks the same as a machine that did, or that lost its network.
 */
export const nodeReadiness = createDetector({
  id: 'node-readiness',
  title: 'Nodes whose kubelet or container runtime does not work',
  faults: [
    {
      id: 'node-kubelet-unavailable',
      category: 'infrastructure',
      title: 'The kubelet does not report',
    },
    {
      id: 'node-runtime-unavailable',
      category: 'infrastructure',
      title: 'The container runtime is down',
    },
    {
      id: 'node-not-ready',
      category: 'infrastructure',
      title: 'The node is not ready',
    },
  ],
  subjects: ['Node'],

  detect(node, { evidence, lookAgainAt, now, store }): FindingDraft[] {
    const { creationTimestamp, name = '' } = node.metadata ?? {};
    const ready = conditionOf(node, 'Ready');
    const components = evidence.componentsOf(name) ?? [];
    const stopped = (...names: string[]) =>
      components.filter(
        component => !component.isActive && names.includes(component.name),
      );
    const words = `${asText(ready?.reason)} ${asText(ready?.message)}`;
    const kubelet = stopped('kubelet');
    const runtime = stopped(...RUNTIMES);

    const found = (
      fault: string,
      confidence: number,
      message: string,
      seen: EvidenceDraft[] = [],
    ): FindingDraft[] => [
      {
        fault,
        object: refOf(node),
        message,
        confidence,
        evidence: [
          ...seen,
          ...(ready && ready.status !== 'True'
            ? [
                seenIn(
                  node,
                  'status.conditions',
                  `Ready is ${asText(ready.status)}: ${words.trim()}`,
                ),
              ]
            : []),
        ],
        explains: workloadsOn(store, node),
      },
    ];

    if (kubelet.length > 0 || ready?.status === 'Unknown') {
      return found(
        'node-kubelet-unavailable',
        0.99,
        `Nobody reports for node ${name}: its kubelet does not run or does not reach the API server.`,
        kubelet.map(component => saidByNode(node, component)),
      );
    }
    const isUnready = ready?.status === 'False';
    if (runtime.length > 0 || (isUnready && RUNTIME.test(words))) {
      return found(
        'node-runtime-unavailable',
        0.99,
        `The container runtime of node ${name} does not answer: no container is started or ended on it.`,
        runtime.map(component => saidByNode(node, component)),
      );
    }
    const settledAt = Date.parse(String(creationTimestamp)) + JOINING_MS;
    if (isUnready && settledAt > now) {
      lookAgainAt(settledAt);
      return [];
    }
    return isUnready
      ? found(
          'node-not-ready',
          0.97,
          `Node ${name} says that it is not ready, and takes no pods.`,
        )
      : [];
  },
});
