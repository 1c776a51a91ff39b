import { ConflictError } from '@backstage/errors';
import type {
  OperationDefinition,
  PlannedStep,
} from '@groundcrew/plugin-operations-node';
import type { StepRecord } from './OperationRecord';

/** With the waits in between, an API server may be gone for more than a minute. */
const DEFAULT_ATTEMPTS = 12;
const DEFAULT_TIMEOUT_MS = 10 * 60_000;

/**
 * The steps of a plan, with nothing done yet.
 *
 * @throws ConflictError for a plan that its definition cannot carry out: a mistake of its author
 */
export function planSteps(
  definition: OperationDefinition,
  plan: readonly PlannedStep[],
): StepRecord[] {
  const ids = new Set<string>();
  return plan.map(({ id, title, step = id, args = {} }) => {
    // Not what every object has: `constructor` is no step.
    const stepDefinition = Object.hasOwn(definition.steps, step)
      ? definition.steps[step]
      : undefined;
    if (!stepDefinition || ids.has(id)) {
      throw new ConflictError(
        `${definition.id} planned ${
          stepDefinition ? `two steps '${id}'` : `an unknown step '${step}'`
        }`,
      );
    }
    ids.add(id);
    return {
      id,
      title,
      step,
      args,
      status: 'pending',
      undoable: stepDefinition.undo !== undefined,
      maxAttempts: stepDefinition.maxAttempts ?? DEFAULT_ATTEMPTS,
      timeoutMs: stepDefinition.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      attempts: 0,
      undoAttempts: 0,
    };
  });
}
