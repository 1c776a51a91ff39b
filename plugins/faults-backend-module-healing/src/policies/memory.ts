import type { HealingPolicy } from '@groundcrew/plugin-faults-common';
import { rollBack } from './releases';

/** Memory that does not suffice. */
export const memoryPolicies: readonly HealingPolicy[] = [
  rollBack({
    id: 'roll-back-out-of-memory',
    title: 'Roll back a release that runs out of memory',
    why: 'It had enough before the release changed its image or its limit.',
    faults: ['out-of-memory'],
    priority: 900,
  }),
  {
    id: 'raise-memory',
    title: 'Raise the memory limit of what runs out of memory',
    why: 'There is nothing to go back to, and the namespace and the nodes have room for half as much again.',
    trigger: { faults: ['out-of-memory'] },
    operations: ['kubernetes.set-resources'],
    limits: { attempts: 1, cooldownSeconds: 3_600, helpsWithinSeconds: 600 },
    priority: 895,
  },
  {
    id: 'restart-growing-memory',
    title: 'Restart what is about to run out of memory',
    why: 'Its pods begin with little memory again, one after the other, before the kernel ends them.',
    trigger: { faults: ['memory-near-limit'] },
    operations: ['kubernetes.restart'],
    limits: { attempts: 1, cooldownSeconds: 3_600, helpsWithinSeconds: 600 },
    priority: 890,
  },
];
