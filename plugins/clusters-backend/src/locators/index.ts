export type * from './ClusterLocator';
