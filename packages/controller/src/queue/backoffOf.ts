/**
 * How long to wait after failures, in milliseconds.
 *
 * @public
 */
export interface Backoff {
  /** After the first failure. */
  initialMs: number;
  /** After any number of them. */
  maxMs: number;
  /** By which each wait is longer than the one before. */
  factor: number;
}

const DEFAULTS: Backoff = { initialMs: 500, maxMs: 60_000, factor: 2 };

/**
 * How long to wait after so many failures in a row.
 *
 * @remarks
 *
 * Half of the wait is left to chance, so that what failed together does not come back together
 * ("equal jitter" in the terms of the AWS Architecture Blog, Exponential Backoff and Jitter).
 *
 * @public
 */
export function backoffOf(
  failures: number,
  options: Partial<Backoff> & { random?: () => number } = {},
): number {
  const { initialMs, maxMs, factor } = { ...DEFAULTS, ...options };
  const random = options.random ?? Math.random;
  const wait = Math.min(maxMs, initialMs * factor ** Math.max(0, failures - 1));
  return Math.round(wait / 2 + (wait / 2) * random());
}
