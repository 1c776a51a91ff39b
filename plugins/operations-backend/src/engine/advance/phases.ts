import type { OperationPhase } from '@groundcrew/plugin-operations-common';
import type { OperationRecord, StepRecord } from '../OperationRecord';

/** Goes on in a phase, to be looked at again at once. */
export function to(
  operation: OperationRecord,
  phase: OperationPhase,
  phaseReason: string,
): OperationRecord {
  return {
    ...operation,
    phase,
    phaseReason,
    wakeAt: undefined,
    unknownSince: undefined,
  };
}

/** Ends in a final phase. */
export function end(
  operation: OperationRecord,
  phase: OperationPhase,
  phaseReason: string,
  now: number,
): OperationRecord {
  return {
    ...to(operation, phase, phaseReason),
    answerBy: undefined,
    endedAt: now,
    steps: operation.steps.map(step => stepAtEnd(step, now)),
  };
}

/** Nothing is waited for any more, so no step may look as if it went on. */
function stepAtEnd(step: StepRecord, now: number): StepRecord {
  switch (step.status) {
    case 'pending':
      return { ...step, status: 'skipped' };
    case 'running':
    case 'waiting':
      return { ...step, status: 'failed', endedAt: now };
    default:
      return step;
  }
}
