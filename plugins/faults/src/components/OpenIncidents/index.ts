export { OpenIncidents } from './OpenIncidents';
