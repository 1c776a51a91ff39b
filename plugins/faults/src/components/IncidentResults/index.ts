export { IncidentResults } from './IncidentResults';
