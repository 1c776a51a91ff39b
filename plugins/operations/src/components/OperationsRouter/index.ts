export { LegacyOperationsPage, OperationsRouter } from './OperationsRouter';
