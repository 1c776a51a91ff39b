export { clustersApiRef } from './clustersApiRef';
export type { LogsApi } from './LogsApi';
export { useClustersApi } from './useClustersApi';
