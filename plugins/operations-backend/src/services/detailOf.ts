import type {
  OperationDetail,
  OperationStep,
  OperationSummary,
} from '@groundcrew/plugin-operations-common';
import { isFinal } from '@groundcrew/plugin-operations-common';
import type { SuitabilityContext } from '@groundcrew/plugin-operations-node';
import type { OperationRecord, StepRecord } from '../engine/OperationRecord';
import { commandsOf, type CommandFacts } from './commandsOf';

/** An operation as lists show it. Pure. */
export function summaryOf(record: OperationRecord): OperationSummary {
  const { id, operation, title, target, environment, targetOwner } = record;
  const { entityRef, risk, requestedBy, reason, phase, phaseReason } = record;
  const { undoes, undoneBy, parent, revision } = record;
  return {
    id,
    operation,
    title,
    target,
    environment,
    targetOwner,
    entityRef,
    risk,
    requestedBy,
    requestedAt: timeOf(record.requestedAt),
    reason,
    phase,
    phaseReason,
    startedAt: optionalTimeOf(record.startedAt),
    endedAt: optionalTimeOf(record.endedAt),
    undoes,
    undoneBy,
    parent,
    revision,
  };
}

/** An operation with all that is known of it, for somebody who may see it. Pure. */
export function detailOf(
  facts: CommandFacts & {
    children: OperationRecord[];
    /** What holds its target, if that is another one that may be seen. */
    holder: OperationRecord | undefined;
    /** What the cluster holds now. Undefined when it is gone from Groundcrew. */
    place: SuitabilityContext | undefined;
  },
): OperationDetail {
  const { children, decision, holder, record } = facts;
  return {
    ...summaryOf(record),
    input: record.input,
    preview: record.preview,
    verdicts: record.verdicts,
    approval: record.approval,
    steps: record.steps.map(stepOf),
    grantedUntil: optionalTimeOf(record.grantedUntil),
    commands: commandsOf(facts),
    decision: decision.allowed
      ? { allowed: true }
      : { allowed: false, reason: decision.reason },
    undo: undoOf(facts),
    children: children.map(summaryOf),
    heldBy: holder && {
      id: holder.id,
      title: holder.title,
      requestedBy: holder.requestedBy,
    },
  };
}

function stepOf(step: StepRecord): OperationStep {
  const { id, title, status, attempts, message } = step;
  return {
    id,
    title,
    status,
    attempts,
    startedAt: optionalTimeOf(step.startedAt),
    endedAt: optionalTimeOf(step.endedAt),
    message,
  };
}

function undoOf({
  definition,
  place,
  record,
}: Parameters<typeof detailOf>[0]): OperationDetail['undo'] {
  if (record.phase !== 'succeeded') {
    return isFinal(record.phase)
      ? { reason: 'there is nothing to take back' }
      : { reason: 'it is not over' };
  }
  if (record.undoneBy) {
    return { reason: 'it was taken back already' };
  }
  if (!definition?.undo || !place) {
    return { reason: 'this cannot be taken back' };
  }
  const { entityRef, input, steps, target } = record;
  const plan = definition.undo({
    ...place,
    target: { ...target, uid: target.uid ?? '' },
    input,
    resultOf: id => steps.find(step => step.id === id)?.result,
  });
  return 'impossible' in plan
    ? { reason: plan.impossible }
    : {
        request: {
          operation: plan.operation,
          input: plan.input,
          target,
          entityRef,
        },
      };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function optionalTimeOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : timeOf(milliseconds);
}
