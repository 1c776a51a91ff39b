export { ReplicaBar, type ReplicaBarProps } from './ReplicaBar';
export type { ReplicaCounts } from './replicaSegments';
