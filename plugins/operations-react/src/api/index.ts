export { operationsApiFactory } from './operationsApiFactory';
export { operationsApiRef } from './operationsApiRef';
export { useOperationsApi } from './useOperationsApi';
