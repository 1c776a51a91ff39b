import type { RetryTiming } from './nextStep';

/** How long things take and wait, in milliseconds. */
export interface ReflectorTiming extends RetryTiming {
  /** How long a watch is asked to last at least; at most twice that. */
  watchMs: number;
  /** A watch on which nothing arrives for so long is dead. API servers send a bookmark about once a minute. */
  idleMs: number;
  /** For one page of a list. */
  listTimeoutMs: number;
  /** For the headers of a watch. */
  connectTimeoutMs: number;
  /** Between two looks at whether the API server answers at all. */
  probeMs: number;
  probeTimeoutMs: number;
  /** Between two looks at an API server that does not answer; the first are quicker. */
  maxProbeRetryMs: number;
  /** The longest that a list waits for its turn. */
  maxSlotWaitMs: number;
}

export const defaultTiming: ReflectorTiming = {
  backoffMs: 1_000,
  maxBackoffMs: 30_000,
  forbiddenMs: 120_000,
  absentMs: 300_000,
  watchMs: 300_000,
  idleMs: 100_000,
  listTimeoutMs: 60_000,
  connectTimeoutMs: 30_000,
  probeMs: 15_000,
  probeTimeoutMs: 10_000,
  maxProbeRetryMs: 10_000,
  maxSlotWaitMs: 5_000,
};
