export { backoffOf, type Backoff } from './backoffOf';
export { WorkQueue, type TakenKey, type WorkQueueOptions } from './WorkQueue';
