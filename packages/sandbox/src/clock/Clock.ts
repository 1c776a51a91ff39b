/** Cancels something that was scheduled. Safe to call twice, or after it ran. */
export type Cancel = () => void;

/** The only source of time and of timers in the sandbox, so that tests can drive it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once `delayMs` have passed; 0 means as soon as the current turn is over. */
  after(delayMs: number, task: () => void): Cancel;
}

/** A time as Kubernetes writes it: RFC 3339 in UTC, whole seconds. */
export function timestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
