import { RunningContainer } from './RunningContainer';

/** Where a container stands between two looks of its kubelet. `until` is when that look is due, in milliseconds since the epoch. */
export type ContainerStage =
  | { kind: 'pulling' }
  | { kind: 'config-error'; message: string; until: number }
  | { kind: 'running'; running: RunningContainer }
  | { kind: 'exited'; until?: number }
  | { kind: 'backoff'; until: number; delayMs: number };
