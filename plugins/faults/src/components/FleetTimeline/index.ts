export { FleetTimeline } from './FleetTimeline';
