export { FleetUpdates } from './FleetUpdates';
