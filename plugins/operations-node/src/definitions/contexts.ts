import type {
  ClusterClient,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type {
  Actor,
  OperationPhase,
  OperationTarget,
} from '@groundcrew/plugin-operations-common';

/**
 * Limits that config sets.
 *
 * @public
 */
export interface OperationLimits {
  /** How many replicas a workload may be given. */
  maxReplicas: number;
}

/**
 * What is known of a target from memory.
 *
 * @public
 */
export interface SuitabilityContext {
  target: OperationTarget;
  environment?: string;
  /** What the watch cache holds of the target's cluster. */
  store: ObjectStore;
  limits: OperationLimits;
}

/**
 * What an operation is about.
 *
 * @public
 */
export interface OperationContext<TInput> extends SuitabilityContext {
  /** With the `uid` of the object that it was asked for. */
  target: OperationTarget & { uid: string };
  input: TInput;
}

/**
 * For working out what would happen.
 *
 * @public
 */
export interface PreviewContext<TInput> extends OperationContext<TInput> {
  /** Reads live; whatever it changes is a dry run. */
  cluster: ClusterClient;
  signal: AbortSignal;
}

/**
 * How far a part of an operation is, that is an operation itself.
 *
 * @public
 */
export interface ChildState {
  id: string;
  phase: OperationPhase;
  phaseReason: string;
}

/**
 * Starts operations as parts of this one. They are permitted and approved with it; safety rules and audit are their own.
 *
 * @public
 */
export interface ChildOperations {
  /**
   * Starts a part, or says how far it is. Asked again with the same key, it is the same one.
   */
  start(
    key: string,
    request: {
      operation: string;
      target: OperationTarget;
      input: Record<string, unknown>;
    },
  ): Promise<ChildState>;
}

/**
 * For taking a step, taking it back, and verifying.
 *
 * @public
 */
export interface RunContext<TInput> extends OperationContext<TInput> {
  /** The id of the operation: what is written carries it, so that writing twice is one change. */
  operationId: string;
  requestedBy: Actor;
  /** What it was asked for, in the words of whoever asked. */
  reason?: string;
  /** What the plan gave this step. Empty in verification. */
  args: Readonly<Record<string, unknown>>;
  /** Refuses to change anything once somebody else has taken the operation over. */
  cluster: ClusterClient;
  /** When its steps began. */
  startedAt: Date;
  /** Now, by the database's clock. */
  now: Date;
  /** What a step that is done handed on. */
  resultOf(step: string): unknown;
  /** Whether that command was given. */
  isCommanded(command: string): boolean;
  children: ChildOperations;
  /** Aborted when somebody else has taken the operation over, or this process ends. */
  signal: AbortSignal;
}
