export type * from './ClusterFeed';
export type * from './ClustersService';
export * from './clustersServiceRef';
export type * from './EntityObjects';
export type * from './kubernetesObjects';
export type * from './LabelSelector';
export type * from './ObjectStore';
export type * from './ReadAccess';
