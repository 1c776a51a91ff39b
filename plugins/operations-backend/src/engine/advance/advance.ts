import { isFinal } from '@groundcrew/plugin-operations-common';
import { nextStep, nextUndo } from '../effectOf';
import type { Observation } from '../Observation';
import type { OperationRecord } from '../OperationRecord';
import {
  cancelled,
  commanded,
  confirmed,
  decided,
  timePassed,
} from './answers';
import { definitionUnknown } from './definitionUnknown';
import { checked } from './readiness';
import { stepping } from './steps';
import { stopped, undoing } from './undo';
import { verified } from './verification';

/**
 * What becomes of an operation, given what is known of it now.
 *
 * @remarks
 *
 * Pure: the executor reads before, and writes after. What does not fit the phase any more (a step's outcome that arrives
 * after somebody else went on, a decision on something that is over) changes nothing: the very same record is returned.
 */
export function advance(
  operation: OperationRecord,
  seen: Observation,
): OperationRecord {
  if (seen.type === 'taken-back') {
    return operation.phase === 'succeeded' && !operation.undoneBy
      ? { ...operation, undoneBy: seen.by }
      : operation;
  }
  if (isFinal(operation.phase)) {
    return operation;
  }
  switch (seen.type) {
    case 'checked':
    case 'preview-changed':
      return operation.phase === 'queued'
        ? checked(operation, seen)
        : operation;
    case 'decided':
      return operation.phase === 'awaiting-approval'
        ? decided(operation, seen)
        : operation;
    case 'confirmed':
      return operation.phase === 'needs-confirmation'
        ? confirmed(operation, seen)
        : operation;
    case 'cancel':
      return cancelled(operation, seen);
    case 'commanded':
      return operation.phase === 'running'
        ? commanded(operation, seen)
        : operation;
    case 'stopped':
      return stopped(operation, seen.now);
    case 'verified':
      return verified(operation, seen);
    case 'definition-unknown':
      return definitionUnknown(operation, seen);
    case 'time':
      return timePassed(operation, seen.now);
    case 'undo-began':
    case 'undone':
    case 'undo-failed':
      return operation.phase === 'rolling-back' &&
        nextUndo(operation)?.id === seen.step
        ? undoing(operation, seen)
        : operation;
    default:
      return operation.phase === 'running' &&
        nextStep(operation)?.id === seen.step
        ? stepping(operation, seen)
        : operation;
  }
}
