export { AuditTrail, type AuditTrailOptions } from './AuditTrail';
export {
  DatabaseAuditTrail,
  type AppendedEntry,
  type AuditRowQuery,
} from './DatabaseAuditTrail';
