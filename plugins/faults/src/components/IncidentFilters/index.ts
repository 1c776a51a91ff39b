export { backendFilter, isFiltering, type PageFilter } from './filterParams';
export { IncidentFilters } from './IncidentFilters';
export { usePageFilter } from './usePageFilter';
