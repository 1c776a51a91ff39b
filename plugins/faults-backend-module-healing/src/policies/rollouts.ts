import type { HealingPolicy } from '@groundcrew/plugin-faults-common';
import { rollBack } from './releases';

/** Releases that do not arrive. */
export const rolloutPolicies: readonly HealingPolicy[] = [
  rollBack({
    id: 'roll-back-stuck-rollout',
    title: 'Roll back a roll-out that is stuck',
    why: 'The new pods do not get ready, while those of before are.',
    faults: ['rollout-deadline-exceeded', 'rollout-stuck', 'cpu-throttled'],
    priority: 850,
  }),
  {
    id: 'unlock-rollout',
    title: 'Take away the pod that holds up a roll-out',
    why: 'The old pod and the new one wait for each other; the old one is made anew.',
    trigger: { faults: ['rollout-deadlocked'] },
    operations: ['kubernetes.delete-pod', 'kubernetes.evict-pod'],
    limits: { attempts: 2, cooldownSeconds: 300, helpsWithinSeconds: 300 },
    priority: 840,
  },
];
