export { AuditRows, type AuditRowsProps } from './AuditRows';
export { AuditTools, type AuditToolsProps } from './AuditTools';
