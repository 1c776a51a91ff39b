import type { HealingPolicy } from '@groundcrew/plugin-faults-common';

/** Too few replicas for what there is to do. */
export const capacityPolicies: readonly HealingPolicy[] = [
  {
    id: 'raise-autoscaler-maximum',
    title: 'Let an autoscaler go further that is at its maximum',
    why: 'It wants more replicas than it may have.',
    trigger: { faults: ['autoscaler-at-maximum'] },
    operations: ['kubernetes.scale-limits'],
    limits: { attempts: 1, cooldownSeconds: 3_600, helpsWithinSeconds: 600 },
    priority: 600,
  },
  {
    id: 'scale-up-from-zero',
    title: 'Scale up what others call and nothing answers',
    why: 'It has no replicas, and those who call it get no answer.',
    trigger: { faults: ['scaled-to-zero'] },
    operations: ['kubernetes.scale'],
    limits: { attempts: 1, cooldownSeconds: 3_600, helpsWithinSeconds: 300 },
    priority: 590,
  },
  {
    id: 'scale-up-saturated',
    title: 'Scale up what uses all the CPU that it may',
    why: 'More pods share what there is to do, within what its autoscaler may choose from.',
    trigger: { faults: ['cpu-overload', 'cpu-at-limit'] },
    operations: ['kubernetes.scale', 'kubernetes.scale-limits'],
    limits: { attempts: 1, cooldownSeconds: 3_600, helpsWithinSeconds: 600 },
    priority: 580,
  },
];
