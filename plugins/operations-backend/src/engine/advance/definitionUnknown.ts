import type { OperationRecord } from '../OperationRecord';
import { isOver } from './isOver';
import { end } from './phases';
import type { Seen } from './Seen';

/** For how long a definition may be unknown: in an upgrade, replicas of two versions run side by side. */
export const UNKNOWN_FOR_MS = 10 * 60_000;

const LOOK_FOR_DEFINITION_AGAIN_MS = 15_000;

/** Nobody here knows the definition that it was asked for by: it waits for somebody who does, for a while. */
export function definitionUnknown(
  operation: OperationRecord,
  seen: Seen<'definition-unknown'>,
): OperationRecord {
  const since = operation.unknownSince ?? seen.now;
  if (isOver(since, UNKNOWN_FOR_MS, seen.now)) {
    return end(operation, 'failed', seen.message, seen.now);
  }
  return {
    ...operation,
    phaseReason:
      operation.phase === 'rolling-back' ? operation.phaseReason : seen.message,
    unknownSince: since,
    wakeAt: seen.now + LOOK_FOR_DEFINITION_AGAIN_MS,
  };
}
