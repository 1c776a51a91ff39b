import type { Actor } from '@groundcrew/plugin-operations-common';
import type { AuditEntry } from '../store/OperationStore';
import type { Observation } from './Observation';
import type { OperationRecord, StepRecord } from './OperationRecord';

/** Groundcrew itself, where nobody else did it: the engine takes the steps. */
export const ENGINE: Actor = {
  type: 'automation',
  subject: 'plugin:groundcrew-operations',
};

/** The row of the audit trail for one transition. */
export function auditEntryOf(
  next: OperationRecord,
  seen: Observation,
  actor: Actor,
): AuditEntry {
  const step =
    'step' in seen ? next.steps.find(({ id }) => id === seen.step) : undefined;
  return {
    event: eventOf(next, seen),
    actor,
    facts: {
      ...subjectOf(next),
      step: step?.id,
      attempt: step && Math.max(attemptsOf(step, seen), 1),
      message: step?.message,
      retriable: 'retriable' in seen ? seen.retriable : undefined,
      ...(seen.type === 'preview-changed' && changeOf(next)),
      ...(seen.type === 'checked' && { rules: rulesOf(next) }),
      ...(seen.type === 'decided' && {
        decision: seen.decision,
        comment: seen.comment,
        previewHash: seen.preview.hash,
      }),
      undoneBy: next.undoneBy,
      ...(seen.type === 'commanded' && { command: seen.command }),
    },
  };
}

/** The row with which the history of an operation begins: who, what, why, and what it would change. */
export function submittedEntry(record: OperationRecord): AuditEntry {
  const { approval, definitionVersion, entityRef, override, parent } = record;
  return {
    event: 'submitted',
    actor: record.requestedBy,
    facts: {
      ...subjectOf(record),
      title: record.title,
      definitionVersion,
      entityRef,
      reason: record.reason,
      override,
      undoes: record.undoes,
      parent,
      inputFields: Object.keys(record.input),
      approvers: approval?.approvers,
      needed: approval?.needed,
      ...changeOf(record),
      rules: rulesOf(record),
    },
  };
}

function subjectOf(record: OperationRecord): Record<string, unknown> {
  const { operation, target, environment, targetOwner, risk } = record;
  const { phase, phaseReason } = record;
  return {
    operation,
    target,
    environment,
    targetOwner,
    risk,
    phase,
    phaseReason,
  };
}

function changeOf({ preview }: OperationRecord): Record<string, unknown> {
  return {
    previewHash: preview.hash,
    fields: preview.changes.flatMap(({ fields }) => fields),
  };
}

function rulesOf({ verdicts }: OperationRecord): unknown {
  return verdicts.map(({ rule, verdict, overridable }) => ({
    rule,
    verdict,
    overridable,
  }));
}

function attemptsOf(step: StepRecord, { type }: Observation): number {
  const isUndo =
    type === 'undo-began' || type === 'undone' || type === 'undo-failed';
  return isUndo ? step.undoAttempts : step.attempts;
}

function eventOf(next: OperationRecord, seen: Observation): string {
  switch (seen.type) {
    case 'step-began':
    case 'step-done':
    case 'step-waits':
    case 'step-failed':
    case 'undo-began':
    case 'undone':
    case 'undo-failed':
      return seen.type;
    case 'decided':
      return seen.decision;
    case 'confirmed':
    case 'taken-back':
    case 'commanded':
      return seen.type;
    case 'cancel':
      return next.phase === 'cancelled' ? 'cancelled' : 'cancel-requested';
    case 'checked':
      return next.phase === 'running' ? 'started' : next.phase;
    default:
      return next.phase;
  }
}
