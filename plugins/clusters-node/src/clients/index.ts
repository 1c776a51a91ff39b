export type * from './ClusterClient';
export type * from './ClusterClients';
export * from './clusterClientsServiceRef';
export * from './ClusterFailure';
export * from './ClusterRequestError';
