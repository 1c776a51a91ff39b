import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import { actorName, isFinal } from '@groundcrew/plugin-operations-common';
import type { OperationDefinition } from '@groundcrew/plugin-operations-node';
import type { AccessDecision } from '../access/AccessDecision';
import type { Requester } from '../access/Requester';
import type { OperationRecord } from '../engine/OperationRecord';

/** What decides what somebody may say to an operation. */
export interface CommandFacts {
  record: OperationRecord;
  requester: Requester;
  definition: OperationDefinition | undefined;
  /** Whether they could ask for it themselves. */
  run: AccessDecision;
  /** Whether they may approve or refuse it. */
  decision: AccessDecision;
}

/** What somebody may say to an operation now. Pure. */
export function commandsOf({
  definition,
  record,
  requester,
  run,
}: CommandFacts): OperationDetail['commands'] {
  const { phase } = record;
  const isOwn =
    record.requestedBy.type === requester.actor.type &&
    actorName(record.requestedBy) === actorName(requester.actor);
  if (isFinal(phase) || (!isOwn && !run.allowed)) {
    return [];
  }
  const commands: OperationDetail['commands'] = [];
  if (phase === 'needs-confirmation' && isOwn) {
    commands.push({ command: 'confirm', title: 'Confirm' });
  }
  if (phase === 'running') {
    for (const { id, title } of definition?.commands ?? []) {
      commands.push({ command: id, title });
    }
  }
  const isPastStopping = phase === 'verifying' || phase === 'rolling-back';
  if (!isPastStopping && !record.cancelRequestedBy) {
    commands.push({ command: 'cancel', title: 'Cancel' });
  }
  return commands;
}
