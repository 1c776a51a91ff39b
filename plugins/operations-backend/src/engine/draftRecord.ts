import type {
  Actor,
  Approval,
  Preview,
  RuleVerdict,
  TargetContext,
} from '@groundcrew/plugin-operations-common';
import type { OperationDefinition } from '@groundcrew/plugin-operations-node';
import { randomUUID } from 'node:crypto';
import type { LocatedTarget } from '../targets/Targets';
import type { OperationRecord } from './OperationRecord';
import { approversInWords } from '../approvals/approversInWords';

/** What an operation is made of when it is asked for. */
export interface RecordDraft {
  definition: OperationDefinition;
  located: LocatedTarget;
  context: TargetContext;
  input: unknown;
  preview: Preview;
  verdicts: RuleVerdict[];
  requestedBy: Actor;
  reason?: string;
  approval?: Approval;
  /** Until when a person counts as present; in milliseconds since 1970. */
  grantedUntil?: number;
  idempotencyKey?: string;
  override?: boolean;
  undoes?: string;
  parent?: string;
  /** By the database's clock, in milliseconds since 1970. */
  now: number;
}

/** An operation as it begins: queued, or waiting for somebody to agree. */
export function draftRecord(draft: RecordDraft): OperationRecord {
  const { approval, context, definition, located, now } = draft;
  return {
    id: randomUUID(),
    operation: definition.id,
    definitionVersion: definition.version,
    title: definition.describe({
      name: located.target.name,
      input: draft.input,
    }),
    target: located.target,
    environment: context.environment,
    targetOwner: context.owner,
    entityRef: context.entityRef,
    ownedByEntityOwner: context.ownedByEntityOwner,
    risk: context.risk,
    input: draft.input as Record<string, unknown>,
    reason: draft.reason,
    requestedBy: draft.requestedBy,
    requestedAt: now,
    idempotencyKey: draft.idempotencyKey,
    undoes: draft.undoes,
    parent: draft.parent,
    override: draft.override ?? false,
    phase: approval ? 'awaiting-approval' : 'queued',
    phaseReason: approval
      ? `waits for the approval of ${approversInWords(approval.approvers)}`
      : 'waits for its turn',
    revision: 1,
    preview: draft.preview,
    verdicts: draft.verdicts,
    approval,
    grantedUntil: draft.grantedUntil,
    answerBy: approval && Date.parse(approval.expiresAt),
    commands: [],
    steps: [],
    rollBackOnFailure: definition.rollBackOnFailure,
    verifyTimeoutMs: definition.verifyTimeoutMs,
  };
}

/** What permissions, rules and approvals of an operation are decided on. */
export function contextOf(record: OperationRecord): TargetContext {
  const { target, environment, targetOwner, entityRef, operation, risk } =
    record;
  return {
    ...target,
    environment,
    owner: targetOwner,
    entityRef,
    ownedByEntityOwner: record.ownedByEntityOwner,
    operation,
    risk,
  };
}
