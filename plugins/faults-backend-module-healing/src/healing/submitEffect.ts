import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import type { SubmitRequest } from '@groundcrew/plugin-operations-common';
import type { AttemptRecord, HealingRecord } from './HealingRecord';
import type { Effect } from './Observation';

/** Asks for the operation of the last attempt: with the same key each time, so that it is one operation. */
export function submitEffect(
  { attempts, incident: id }: HealingRecord,
  incident: RespondedIncident,
): Effect {
  const { input, number, operation, policy, target } = attempts.at(-1)!;
  return {
    type: 'submit',
    request: {
      operation,
      target,
      input,
      reason: `Healing policy ${policy}, for incident ${id}: ${incident.explanation.cause.title}`,
      idempotencyKey: `healing-${id}-${number}`,
    },
  };
}

/** Asks for what takes it back. */
export function undoEffect(
  id: number,
  { number, operationId, policy, title }: AttemptRecord,
  request: SubmitRequest,
): Effect {
  return {
    type: 'undo',
    request: {
      ...request,
      reason: `Healing policy ${policy}, for incident ${id}: takes back '${title}'`,
      idempotencyKey: `healing-${id}-${number}-undo`,
      undoes: operationId,
    },
  };
}
