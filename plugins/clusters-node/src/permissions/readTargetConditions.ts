import { createConditionExports } from '@backstage/plugin-permission-node';
import { readTargetResourceRef } from './readTargetResourceRef';
import { readTargetRules } from './readTargetRules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: readTargetResourceRef,
  rules: readTargetRules,
});

/**
 * Conditions for permission policies, on where something is and whose.
 *
 * @example
 *
 * ```ts
 * createReadTargetConditionalDecision(request.permission, {
 *   anyOf: [
 *     readTargetConditions.isInEnvironment({ environments: ['dev'] }),
 *     readTargetConditions.isTargetOwnedBy({ groups: user.info.ownershipEntityRefs }),
 *   ],
 * });
 * ```
 *
 * @public
 */
export const readTargetConditions = conditions;

/**
 * Makes a decision of a permission policy out of {@link readTargetConditions}.
 *
 * @public
 */
export const createReadTargetConditionalDecision = createConditionalDecision;
