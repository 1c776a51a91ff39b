const FIRST_BACKOFF_MS = 10_000;
const LAST_BACKOFF_MS = 300_000;

/** How long a failure stands before the kubelet says that it backs off. */
export const ERROR_SHOWN_MS = 2_000;

/** Half of the first back-off: the one that follows is the first. */
export const BEFORE_FIRST_BACKOFF_MS = FIRST_BACKOFF_MS / 2;

/** The kubelet's back-off after one of `backoffMs`: from 10 s, twice as long each time, up to 5 min. */
export function nextBackoff(backoffMs: number): number {
  return Math.min(Math.max(FIRST_BACKOFF_MS, backoffMs * 2), LAST_BACKOFF_MS);
}

/** A duration as events have it: `500ms`, `40s`, `2m40s`. */
export function spoken(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds}s`;
  return `${Math.floor(seconds / 60)}m${Math.round(seconds % 60)}s`;
}
