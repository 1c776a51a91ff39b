export type * from './ClustersApi';
export * from './ClustersClient';
