export { audited, type AuditedOptions } from './audited';
export { jsonBody } from './jsonBody';
export { parseInput } from './parseInput';
