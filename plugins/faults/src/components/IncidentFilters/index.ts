export { backendFilter } from './backendFilter';
export { IncidentFilters } from './IncidentFilters';
export { pageFilter, type PageFilter } from './pageFilter';
