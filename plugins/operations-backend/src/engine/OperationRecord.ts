import type {
  Actor,
  Approval,
  OperationPhase,
  OperationStep,
  OperationTarget,
  Preview,
  Risk,
  RuleVerdict,
} from '@groundcrew/plugin-operations-common';

/** A planned step, with what the plan says of it and how it went. Times are milliseconds since 1970. */
export interface StepRecord {
  id: string;
  title: string;
  /** The name of its definition. */
  step: string;
  args: Record<string, unknown>;
  status: OperationStep['status'];
  /** Whether the definition knows how to take it back. */
  undoable: boolean;
  /** How often it is tried before it counts as failed. */
  maxAttempts: number;
  /** How long it may take from its first attempt on, waiting included. */
  timeoutMs: number;
  attempts: number;
  undoAttempts: number;
  startedAt?: number;
  endedAt?: number;
  message?: string;
  /** What a run handed on to later steps, to verification and to undo. */
  result?: unknown;
}

/** Everything that the engine keeps of an operation. Times are milliseconds since 1970 by the database's clock. */
export interface OperationRecord {
  id: string;
  operation: string;
  /** Of the definition that it was planned with. */
  definitionVersion: number;
  title: string;
  target: OperationTarget;
  environment?: string;
  targetOwner?: string;
  entityRef?: string;
  risk: Risk;
  input: Record<string, unknown>;
  reason?: string;
  requestedBy: Actor;
  requestedAt: number;
  idempotencyKey?: string;
  undoes?: string;
  undoneBy?: string;
  parent?: string;
  override: boolean;

  phase: OperationPhase;
  phaseReason: string;
  /** Counts the transitions; a write names the one that it was decided on. */
  revision: number;
  startedAt?: number;
  endedAt?: number;

  preview: Preview;
  verdicts: RuleVerdict[];
  approval?: Approval;
  /** Whether the entity that it was asked for belongs to whom the target belongs to. */
  ownedByEntityOwner?: boolean;
  /** Until when the person who asked counts as present. Automations are asked about at each claim instead. */
  grantedUntil?: number;
  /** Until when it may be confirmed or approved. */
  answerBy?: number;
  cancelRequestedBy?: string;
  /** What was said to it while it ran. */
  commands: { command: string; by: string; at: number }[];

  steps: StepRecord[];
  /** Whether what was done is taken back when a later step or the verification fails. */
  rollBackOnFailure: boolean;
  verifyTimeoutMs: number;
  verifyingSince?: number;
  /** Since when nobody knows its definition. */
  unknownSince?: number;
  /** Not before then does anybody look at it again without being woken. */
  wakeAt?: number;
}
