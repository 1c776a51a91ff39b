import type { OperationRecord, StepRecord } from './OperationRecord';

/** What is to be done next for an operation. */
export type Effect =
  /** May it begin? Ask the rules, and what it would do now. */
  | { do: 'check' }
  | { do: 'run'; step: StepRecord }
  | { do: 'verify' }
  | { do: 'undo'; step: StepRecord }
  /** Somebody wants it to end, and it is at a point where it can. */
  | { do: 'stop' }
  /** Nobody answered in time. */
  | { do: 'expire' }
  /** Nothing, until then or until it is woken. */
  | { do: 'rest'; until?: number };

/** What is to be done for an operation now. Pure. */
export function effectOf(operation: OperationRecord, now: number): Effect {
  const { phase, answerBy, wakeAt } = operation;
  if (phase === 'running' && operation.cancelRequestedBy) {
    return { do: 'stop' };
  }
  if (phase === 'awaiting-approval' || phase === 'needs-confirmation') {
    return answerBy !== undefined && now >= answerBy
      ? { do: 'expire' }
      : { do: 'rest', until: answerBy };
  }
  if (wakeAt !== undefined && now < wakeAt) {
    return { do: 'rest', until: wakeAt };
  }
  switch (phase) {
    case 'queued':
      return { do: 'check' };
    case 'running': {
      const step = nextStep(operation);
      return step ? { do: 'run', step } : { do: 'verify' };
    }
    case 'verifying':
      return { do: 'verify' };
    case 'rolling-back': {
      const step = nextUndo(operation);
      return step ? { do: 'undo', step } : { do: 'stop' };
    }
    default:
      return { do: 'rest' };
  }
}

/** The first step that is not over. */
export function nextStep(operation: OperationRecord): StepRecord | undefined {
  return operation.steps.find(({ status }) =>
    ['pending', 'running', 'waiting'].includes(status),
  );
}

/** The last step that did something, or may have done, and can be taken back. */
export function nextUndo(operation: OperationRecord): StepRecord | undefined {
  return operation.steps.findLast(
    ({ status, undoable, startedAt }) =>
      undoable &&
      startedAt !== undefined &&
      ['done', 'failed', 'running', 'waiting'].includes(status),
  );
}
