export type { OperationsApi, OperationsRequestOptions } from './OperationsApi';
export { OperationsClient } from './OperationsClient';
