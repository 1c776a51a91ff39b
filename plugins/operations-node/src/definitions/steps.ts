import type { RunContext } from './contexts';

/**
 * What came of one attempt at a step.
 *
 * - `done`: over; `result` is kept, as JSON, for later steps, verification and undo.
 * - `waits`: begun, and something in the cluster is awaited; it is run again then.
 * - `failed`: and another attempt will not go better.
 *
 * @public
 */
export type StepOutcome =
  | { outcome: 'done'; message?: string; result?: unknown }
  | { outcome: 'waits'; message: string; forMs: number }
  | { outcome: 'failed'; message: string };

/**
 * One kind of step.
 *
 * @public
 */
export interface StepDefinition<TInput> {
  /**
   * Takes the step, or looks how far it is.
   *
   * @remarks
   *
   * Runs at least once, and again after a process was killed in the middle of it: every effect has to be the same when
   * it is repeated. A `ClusterRequestError` that may go better is tried again.
   */
  run(context: RunContext<TInput>): Promise<StepOutcome>;
  /** Takes back what it did. Runs at least once, too. */
  undo?(context: RunContext<TInput>): Promise<void>;
  /** How often it is tried before it counts as failed; 12 by default. Waiting does not count. */
  maxAttempts?: number;
  /** How long it may take, waiting included, in milliseconds; 10 minutes by default. */
  timeoutMs?: number;
}

/**
 * A step of a plan.
 *
 * @public
 */
export interface PlannedStep {
  /** Unique in the plan. */
  id: string;
  /** In the imperative: `Wait for the rollout`. */
  title: string;
  /** The name of its {@link StepDefinition}; its id by default. */
  step?: string;
  /** As JSON. */
  args?: Record<string, unknown>;
}

/** @public */
export const step = {
  done: (message?: string, result?: unknown): StepOutcome => ({
    outcome: 'done',
    message,
    result,
  }),
  waits: (message: string, forMs = 1_000): StepOutcome => ({
    outcome: 'waits',
    message,
    forMs,
  }),
  failed: (message: string): StepOutcome => ({ outcome: 'failed', message }),
};
