import type { HealableFault } from './HealableFault';

/** Pods that got into a state from which they do not come back, and whose successors are well. */
export const badReplicas: readonly HealableFault[] = [
  {
    id: 'replica-crashes',
    break: ({ play, workload }) =>
      workload.annotatePods(play('crash').annotations, 1),
  },
  {
    id: 'replicas-crash',
    break: ({ play, workload }) =>
      workload.annotatePods(play('crash').annotations),
  },
  {
    id: 'replica-unready',
    break: ({ play, workload }) =>
      workload.annotatePods(play('unready').annotations, 1),
  },
];
