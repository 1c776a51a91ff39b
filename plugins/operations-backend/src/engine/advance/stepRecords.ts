import type { OperationRecord, StepRecord } from '../OperationRecord';

/** The step with this id, which has to be there. */
export function stepOf(operation: OperationRecord, id: string): StepRecord {
  return operation.steps.find(step => step.id === id)!;
}

/** The same operation with one of its steps changed. */
export function withStep(
  operation: OperationRecord,
  changed: StepRecord,
): OperationRecord {
  return {
    ...operation,
    // Who looks after its steps knows its definition.
    unknownSince: undefined,
    steps: operation.steps.map(step =>
      step.id === changed.id ? changed : step,
    ),
  };
}
