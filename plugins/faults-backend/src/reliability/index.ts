export { ReliabilityReader } from './ReliabilityReader';
export type { ReliabilityRequest } from './ReliabilityReader';
export { SloObjectives } from './SloObjectives';
export type { HealthStore } from './HealthStore';
