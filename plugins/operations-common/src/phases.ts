import { z } from 'zod/v3';

/**
 * How far an operation is.
 *
 * - `queued`: may run, and waits for its turn.
 * - `awaiting-approval`: somebody else has to agree first.
 * - `needs-confirmation`: what it would do has changed since it was asked for, or the person has been away for too long.
 * - `running`: its steps are being taken.
 * - `verifying`: its steps are done; whether they had the effect is being watched.
 * - `rolling-back`: what it did is being undone.
 *
 * @public
 */
export const activePhases = [
  'queued',
  'awaiting-approval',
  'needs-confirmation',
  'running',
  'verifying',
  'rolling-back',
] as const;

/**
 * How an operation ended. Nothing happens to it after that.
 *
 * - `succeeded`: done, and verified.
 * - `failed`: not done, or only in part: its steps say what was done.
 * - `rolled-back`: tried, and undone.
 * - `refused`: never begun: an approver or a rule said no.
 * - `expired`: never begun: nobody answered in time.
 * - `cancelled`: taken back by somebody.
 *
 * @public
 */
export const finalPhases = [
  'succeeded',
  'failed',
  'rolled-back',
  'refused',
  'expired',
  'cancelled',
] as const;

/**
 * How far an operation is, or how it ended.
 *
 * @public
 */
export const operationPhaseSchema = z.enum([...activePhases, ...finalPhases]);

/**
 * How far an operation is, or how it ended.
 *
 * @public
 */
export type OperationPhase = z.infer<typeof operationPhaseSchema>;

/**
 * How an operation ended.
 *
 * @public
 */
export type FinalPhase = (typeof finalPhases)[number];

/**
 * Whether nothing happens any more.
 *
 * @public
 */
export function isFinal(phase: OperationPhase): phase is FinalPhase {
  return (finalPhases as readonly string[]).includes(phase);
}

/**
 * Whether it holds its target: another operation on that has to wait.
 *
 * @public
 */
export function holdsTarget(phase: OperationPhase): boolean {
  return (
    phase === 'running' || phase === 'verifying' || phase === 'rolling-back'
  );
}
