export { ClusterInstruments } from './ClusterInstruments';
export type { ClusterInstrumentsOptions } from './ClusterInstruments';
