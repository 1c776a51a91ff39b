export { amountOf } from './amountOf';
export { parseQuantity } from './parseQuantity';
export { podAmount } from './podAmount';
export { podRequests } from './podRequests';
