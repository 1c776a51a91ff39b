export {
  createReadTargetConditionalDecision,
  readTargetConditions,
} from './readTargetConditions';
export {
  readTargetResourceRef,
  type ReadTargetQuery,
} from './readTargetResourceRef';
export { readTargetRules } from './readTargetRules';
