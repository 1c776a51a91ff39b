export { GatewayClusterClient } from './GatewayClusterClient';
