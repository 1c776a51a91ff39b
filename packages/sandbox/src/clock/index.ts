export { timestamp, type Cancel, type Clock } from './Clock';
export { ClusterClock } from './ClusterClock';
export { DrivenClock } from './DrivenClock';
export { SystemClock } from './SystemClock';
