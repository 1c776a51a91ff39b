export { amountOf } from './amountOf';
export {
  ceilingOf,
  type CeilingOptions,
  type ResourceCeiling,
} from './ceilingOf';
export { parseQuantity } from './parseQuantity';
export { podAmount } from './podAmount';
export { podRequests } from './podRequests';
