export type * from './OperationsService';
export { operationsServiceRef } from './operationsServiceRef';
