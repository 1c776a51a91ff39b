export { DatabaseHealthStore } from './DatabaseHealthStore';
export { healthOf, isServing } from './healthOf';
export { HealthJournal } from './HealthJournal';
export {
  ReliabilityReader,
  type ReliabilityRequest,
} from './ReliabilityReader';
export { SloObjectives } from './SloObjectives';
