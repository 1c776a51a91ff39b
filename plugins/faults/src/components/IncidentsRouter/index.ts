export { IncidentsRouter, LegacyIncidentsPage } from './IncidentsRouter';
