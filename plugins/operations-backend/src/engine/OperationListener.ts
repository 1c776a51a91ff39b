import type { Observation } from './Observation';
import type { OperationRecord } from './OperationRecord';

/** Is told of every transition, after it was written. What it throws or rejects is its own problem. */
export interface OperationListener {
  operationChanged(change: {
    /** Undefined for one that was just submitted. */
    before?: OperationRecord;
    after: OperationRecord;
    seen?: Observation;
  }): void;
}
