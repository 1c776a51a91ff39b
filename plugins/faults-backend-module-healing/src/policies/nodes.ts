import type { HealingPolicy } from '@groundcrew/plugin-faults-common';

/** What was done to a node stays until it is well: a person, or the machine itself, has to mend it. */
const LIMITS = { attempts: 1, cooldownSeconds: 600, helpsWithinSeconds: 300 };

/** Nodes that are not well. */
export const nodePolicies: readonly HealingPolicy[] = [
  {
    id: 'drain-broken-node',
    title: 'Drain a node that is broken, until it is mended',
    why: 'Its kubelet answers still, so its pods can go elsewhere as disruption budgets allow.',
    trigger: {
      faults: [
        'node-kernel-deadlock',
        'node-filesystem-read-only',
        'node-kubelet-flapping',
        'node-runtime-flapping',
        'node-network-loss',
        'node-network-delay',
      ],
    },
    operations: ['kubernetes.drain'],
    limits: LIMITS,
    priority: 800,
    effect: 'contains',
  },
  {
    id: 'cordon-unready-node',
    title: 'Cordon a node that is not well, until it is',
    why: 'No new pods are put where they would not start, or would be evicted from.',
    trigger: {
      faults: [
        'node-kubelet-unavailable',
        'node-runtime-unavailable',
        'node-not-ready',
        'node-memory-pressure',
        'node-disk-pressure',
        'node-pid-pressure',
        'node-network-unavailable',
      ],
    },
    operations: ['kubernetes.cordon'],
    limits: LIMITS,
    priority: 790,
    effect: 'contains',
  },
];
