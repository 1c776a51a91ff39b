export { GatewayLiveReader } from './GatewayLiveReader';
