export { checkServerUrl } from './addressPolicy';
export type { AddressPolicy, AddressVerdict } from './addressPolicy';
export type * from './ClusterGateway';
export { KubeConfigClusterGateway } from './KubeConfigClusterGateway';
export type { KubeConfigClusterGatewayOptions } from './KubeConfigClusterGateway';
