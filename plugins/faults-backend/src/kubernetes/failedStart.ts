import type { ContainerStateTerminated } from 'kubernetes-types/core/v1';

/** Why the container runtime could not start a process, in its words. */
const NOT_STARTED = new Set(['ContainerCannotRun', 'StartError']);

/** Whether a container ended before its process had begun. */
export function isFailureToStart({ reason }: ContainerStateTerminated) {
  return reason !== undefined && NOT_STARTED.has(reason);
}

/** Memory was gone before the process had begun, in the words of runc. */
export const OUT_OF_MEMORY_AT_START = /OOM-killed|memory limit too low/;
