import type { HealingPolicy } from '@groundcrew/plugin-faults-common';

/** Volumes that do not suffice. */
export const volumePolicies: readonly HealingPolicy[] = [
  {
    id: 'expand-full-claim',
    title: 'Make a volume larger that is full',
    why: 'Its storage class lets it grow; until then nothing can be written.',
    trigger: { faults: ['disk-full'] },
    operations: ['kubernetes.expand-claim'],
    // Some storage lets a volume grow once in six hours.
    limits: { attempts: 3, cooldownSeconds: 21_600, helpsWithinSeconds: 900 },
    priority: 650,
  },
];
