export { deploymentsApiRef } from './deploymentsApiRef';
