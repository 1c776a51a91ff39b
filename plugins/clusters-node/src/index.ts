export type * from './ClusterFeed';
export type * from './ClusterMetrics';
export type * from './ClustersService';
export {
  clusterFeedServiceRef,
  clustersServiceRef,
} from './clustersServiceRef';
export * from './EntityInterest';
export * from './interest';
export type * from './EntityObjects';
export type * from './kubernetesObjects';
export type * from './LabelSelector';
export * from './managers';
export * from './openApi';
export type * from './ObjectStore';
export type * from './ReadAccess';
export { createClusterHub, type ClusterHubSides } from './hub/createClusterHub';
export type { ClusterHubOptions } from './hub/ClusterHub';
export type { EventLimits } from './store/EventIndex';
export type { ObjectLimits } from './store/ObjectBudget';
export { maskCredentials } from './admission/credentials';
export { fieldManagersOf, type FieldManager } from './admission/fieldManagers';
export {
  parseLabelSelector,
  type LabelSelectorObject,
} from './selectors/parseLabelSelector';
export { matchesLabels } from './selectors/matchesLabels';
export { entityLinkOf, type EntityLink } from './entities/entityLinkOf';
export { noRelatedObjects } from './entities/noRelatedObjects';
export * from './access';
export * from './clients';
export * from './live';
export * from './permissions';
export * from './resources';
export * from './routes';
export { specDigest } from './specDigest';
