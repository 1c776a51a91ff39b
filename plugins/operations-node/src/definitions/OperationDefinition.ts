import type { InputField, Risk } from '@groundcrew/plugin-operations-common';
import type { z } from 'zod/v3';
import type {
  OperationContext,
  PreviewContext,
  RunContext,
  SuitabilityContext,
} from './contexts';
import type { PreviewDraft } from './PreviewDraft';
import type { StepDefinition, PlannedStep } from './steps';

/**
 * Whether an operation had the effect that it was asked for.
 *
 * @public
 */
export interface Verification {
  /** `failed`: it will not become healthy by waiting. */
  outcome: 'healthy' | 'not-yet' | 'failed';
  /** What is so, in words. */
  message: string;
}

/**
 * The operation that takes another one back, or why there is none.
 *
 * @public
 */
export type UndoPlan =
  | { operation: string; input: Record<string, unknown> }
  | { impossible: string };

/**
 * What may be said to an operation while it runs.
 *
 * @public
 */
export interface CommandDefinition {
  /** `promote`, `skip` … */
  id: string;
  /** As on a button. */
  title: string;
}

/**
 * A verb, and everything about it. Make one with {@link createOperation}.
 *
 * @public
 */
export interface OperationDefinition<TInput = unknown> {
  /** With the prefix of its module: `kubernetes.restart`. */
  id: string;
  /** Grows with changes that a running operation of the version before cannot go on with. */
  version: number;
  /** As on a button: `Roll back to…`. */
  title: string;
  /** Kinds of targets. */
  kinds: readonly string[];
  input: z.ZodType<TInput, z.ZodTypeDef, unknown>;
  /** How much can go wrong. Without an input it is asked for before anybody filled in the form. */
  risk(context: { environment?: string; input?: TInput }): Risk;
  /** What it does to this target, in a few words: `Scale checkout to 5`. */
  describe(context: { name: string; input: TInput }): string;
  /**
   * Why this target has no such verb at the moment, and what to do instead. From memory, and quickly: it is asked for
   * each time that somebody looks at the target. Left out, every target of its kinds has it.
   */
  unsuitable?(context: SuitabilityContext): string | undefined;
  /** What to ask for besides a reason. From memory. Left out, nothing. */
  fields?(context: SuitabilityContext): InputField[];
  /** The exact change and its impact, by a dry run wherever the API can. Changes nothing. */
  preview(context: PreviewContext<TInput>): Promise<PreviewDraft>;
  /** The steps to take, worked out when it begins, and kept. */
  plan(context: PreviewContext<TInput>): PlannedStep[] | Promise<PlannedStep[]>;
  /** What the steps of plans do, by name. */
  steps: Readonly<Record<string, StepDefinition<TInput>>>;
  commands?: readonly CommandDefinition[];
  /** Read live, after the last step, until it is healthy, has failed or took too long. */
  verify(context: RunContext<TInput>): Promise<Verification>;
  /** How long verification may take, in milliseconds. */
  verifyTimeoutMs: number;
  /** Whether what was done is taken back when a later step or the verification fails. */
  rollBackOnFailure: boolean;
  /** From what its steps handed on. Left out, it cannot be taken back. */
  undo?(
    context: OperationContext<TInput> & {
      resultOf(step: string): unknown;
    },
  ): UndoPlan;
}
