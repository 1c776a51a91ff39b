export {
  createOperationTargetConditionalDecision,
  operationTargetConditions,
} from './operationTargetConditions';
export {
  operationTargetResourceRef,
  type OperationTargetQuery,
} from './operationTargetResourceRef';
export { operationTargetRules } from './operationTargetRules';
