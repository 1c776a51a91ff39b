import type { HealingPolicy } from '@groundcrew/plugin-faults-common';

/** One bad replica. */
export const replicaPolicies: readonly HealingPolicy[] = [
  {
    id: 'replace-kube-proxy',
    title: 'Replace a kube-proxy that does not work',
    why: 'Its DaemonSet starts another one, which sets up the rules of the node anew.',
    trigger: { faults: ['kube-proxy-unavailable'] },
    operations: ['kubernetes.delete-pod'],
    limits: { attempts: 1, cooldownSeconds: 600, helpsWithinSeconds: 300 },
    priority: 700,
  },
  {
    id: 'release-volume',
    title: 'Evict the pod that holds a volume without being ready',
    why: 'Another node waits for the volume.',
    trigger: { faults: ['volume-attach-failed'] },
    operations: ['kubernetes.evict-pod'],
    limits: { attempts: 1, cooldownSeconds: 600, helpsWithinSeconds: 600 },
    priority: 690,
  },
];
