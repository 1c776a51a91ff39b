export type { Cause, Explanation, Symptom } from './Cause';
export {
  CausalGraph,
  type CausalEdge,
  type CausalRelation,
} from './CausalGraph';
export { causalGraphOf, type CausalGraphOfOptions } from './causalGraphOf';
export { rankCauses } from './rankCauses';
