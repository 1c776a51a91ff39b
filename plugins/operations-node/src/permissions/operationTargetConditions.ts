import { createConditionExports } from '@backstage/plugin-permission-node';
import { operationTargetResourceRef } from './operationTargetResourceRef';
import { operationTargetRules } from './operationTargetRules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: operationTargetResourceRef,
  rules: operationTargetRules,
});

/**
 * Conditions for permission policies, on what an operation is asked for.
 *
 * @example
 *
 * ```ts
 * createOperationTargetConditionalDecision(request.permission, {
 *   allOf: [
 *     operationTargetConditions.isTargetOwnedBy({ groups: user.info.ownershipEntityRefs }),
 *     operationTargetConditions.isRiskAtMost({ risk: 'medium' }),
 *   ],
 * });
 * ```
 *
 * @public
 */
export const operationTargetConditions = conditions;

/**
 * Makes a decision of a permission policy out of {@link operationTargetConditions}.
 *
 * @public
 */
export const createOperationTargetConditionalDecision =
  createConditionalDecision;
