import type { ListReason, WatchFailure } from './nextStep';

/** Told of what reflectors do, for metrics. */
export interface ReflectorObserver {
  listed(kind: string, reason: ListReason, durationMs: number): void;
  failed(kind: string, failure: WatchFailure): void;
  watchOpened(kind: string): void;
  watchClosed(kind: string): void;
  /** Changes were handed on, so long after their bytes had been received. */
  delivered(kind: string, changes: number, lagMs: number): void;
}
