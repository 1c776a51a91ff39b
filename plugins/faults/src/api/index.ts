export { faultsApiFactory } from './faultsApiFactory';
export { faultsApiRef } from './faultsApiRef';
