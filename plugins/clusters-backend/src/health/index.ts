export { credentialsExpireAt } from './credentialsExpireAt';
export { clusterHealth } from './clusterHealth';
export type { HealthObservations, NodeHealth } from './clusterHealth';
export { HealthMonitor } from './HealthMonitor';
export type { HealthMonitorOptions } from './HealthMonitor';
