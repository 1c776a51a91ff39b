import type { HealableFault } from './HealableFault';

/** Pods that do not come back by themselves, without anybody having released anything. */
export const decays: readonly HealableFault[] = [
  {
    id: 'replica-crashes',
    break: ({ decay, workload }) => decay(workload, 'one-crashes'),
  },
  {
    id: 'replicas-crash',
    break: ({ decay, workload }) => decay(workload, 'all-crash'),
  },
  {
    id: 'memory-too-small',
    // The kubelets of the lab do not look at limits.
    onlyIn: 'sandbox',
    break: ({ decay, workload }) => decay(workload, 'out-of-memory'),
  },
];
