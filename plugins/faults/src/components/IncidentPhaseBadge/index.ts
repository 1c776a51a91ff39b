export { IncidentPhaseBadge } from './IncidentPhaseBadge';
