export type * from './ClusterClient';
export type * from './ClusterClients';
