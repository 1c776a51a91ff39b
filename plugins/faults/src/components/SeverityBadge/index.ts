export { SeverityBadge } from './SeverityBadge';
