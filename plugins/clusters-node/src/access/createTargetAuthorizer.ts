import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PermissionRule,
} from '@backstage/plugin-permission-node';

/**
 * Options of {@link createTargetAuthorizer}.
 *
 * @public
 */
export interface TargetAuthorizerOptions<TTarget> {
  /** The rules that conditions may use, by any key. */
  rules: Record<string, PermissionRule<TTarget, any, string, any>>;
  /** What is decided on, as the log calls it: `reading`. */
  subject: string;
  logger?: LoggerService;
}

/**
 * Decides in memory whether a decision of the permission framework allows something on a target.
 *
 * @returns a function that never throws: what cannot be decided is denied, and logged
 *
 * @public
 */
export function createTargetAuthorizer<TTarget>(
  options: TargetAuthorizerOptions<TTarget>,
): (decision: PolicyDecision, target: TTarget) => boolean {
  const { logger, rules, subject } = options;
  const authorize = createConditionAuthorizer<TTarget, unknown>(
    Object.values(rules),
  );
  return (decision, target) => {
    try {
      return authorize(decision, target);
    } catch (error) {
      // A policy that uses a rule which does not exist allows nothing.
      logger?.error(
        `A condition on ${subject} could not be decided, so it denies: ${stringifyError(
          error,
        )}`,
      );
      return false;
    }
  };
}
