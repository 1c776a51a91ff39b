import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import type { Condition } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import { refOf } from '../../topology';
import { workloadsOn } from './workloadsOn';

interface Trouble {
  fault: string;
  title: string;
  /** What follows from it. */
  effect: string;
}

/** What the kubelet reports, and what node-problem-detector adds with its own rules. */
const TROUBLES = new Map<string, Trouble>([
  [
    'MemoryPressure',
    {
      fault: 'node-memory-pressure',
      title: 'The node runs out of memory',
      effect: 'is short of memory: pods are evicted from it and none are added',
    },
  ],
  [
    'DiskPressure',
    {
      fault: 'node-disk-pressure',
      title: 'The node runs out of disk space',
      effect: 'is short of disk space: images and pods are removed from it',
    },
  ],
  [
    'PIDPressure',
    {
      fault: 'node-pid-pressure',
      title: 'The node runs out of process ids',
      effect: 'has too many processes: no pods are added to it',
    },
  ],
  [
    'NetworkUnavailable',
    {
      fault: 'node-network-unavailable',
      title: 'The network of the node is not set up',
      effect: 'has no network for pods',
    },
  ],
  [
    'KernelDeadlock',
    {
      fault: 'node-kernel-deadlock',
      title: 'The kernel of the node hangs',
      effect: 'has a kernel that hangs',
    },
  ],
  [
    'ReadonlyFilesystem',
    {
      fault: 'node-filesystem-read-only',
      title: 'The file system of the node is read-only',
      effect: 'cannot write to its file system',
    },
  ],
  [
    'FrequentKubeletRestart',
    {
      fault: 'node-kubelet-flapping',
      title: 'The kubelet restarts again and again',
      effect: 'has a kubelet that restarts again and again',
    },
  ],
  [
    'FrequentContainerdRestart',
    {
      fault: 'node-runtime-flapping',
      title: 'The container runtime restarts again and again',
      effect: 'has a container runtime that restarts again and again',
    },
  ],
]);

/** A node that says by its conditions what it lacks. */
export const nodeConditions = createDetector({
  id: 'node-conditions',
  title: 'Nodes under pressure, or with trouble that they report themselves',
  faults: [...TROUBLES.values()].map(({ fault, title }) => ({
    id: fault,
    category: 'infrastructure',
    title,
  })),
  subjects: ['Node'],

  detect(node, { store }): FindingDraft[] {
    const conditions: Condition[] = asList(node.status?.conditions);
    return conditions.flatMap(({ message, status, type }) => {
      const trouble = status === 'True' ? TROUBLES.get(type) : undefined;
      return trouble
        ? [
            {
              fault: trouble.fault,
              object: refOf(node),
              message: `Node ${node.metadata?.name} ${trouble.effect}.`,
              confidence: 0.8,
              evidence: [
                seenIn(
                  node,
                  'status.conditions',
                  `${type}: ${asText(message)}`,
                ),
              ],
              explains: workloadsOn(store, node),
            },
          ]
        : [];
    });
  },
});
