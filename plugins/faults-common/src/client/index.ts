export type { FaultsApi, FaultsRequestOptions } from './FaultsApi';
export { FaultsClient } from './FaultsClient';
