export { LogsTab, type LogsTabProps } from './LogsTab';
