import type { Risk } from '@groundcrew/plugin-operations-common';
import type { z } from 'zod/v3';
import type { OperationDefinition } from './OperationDefinition';

/**
 * What {@link createOperation} takes: a definition in which what is the same for most may be left out.
 *
 * @public
 */
export interface CreateOperationOptions<TInput>
  extends Omit<
    OperationDefinition<TInput>,
    'risk' | 'rollBackOnFailure' | 'verifyTimeoutMs' | 'version'
  > {
  input: z.ZodType<TInput, z.ZodTypeDef, unknown>;
  /** 1 by default. */
  version?: number;
  risk: Risk | OperationDefinition<TInput>['risk'];
  /** 10 minutes by default. */
  verifyTimeoutMs?: number;
  /** False by default. */
  rollBackOnFailure?: boolean;
}

const TEN_MINUTES_MS = 600_000;

/**
 * Defines a verb.
 *
 * @public
 */
export function createOperation<TInput>(
  options: CreateOperationOptions<TInput>,
): OperationDefinition {
  const { risk } = options;
  const definition: OperationDefinition<TInput> = {
    version: 1,
    verifyTimeoutMs: TEN_MINUTES_MS,
    rollBackOnFailure: false,
    ...options,
    risk: typeof risk === 'function' ? risk : () => risk,
  };
  // The engine hands every function nothing but what the schema of the same definition made.
  return definition as unknown as OperationDefinition;
}
