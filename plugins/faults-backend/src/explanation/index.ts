export { exclusionsOf, type ExclusionsOptions } from './exclusionsOf';
export { proposalsOf, type ProposalsOptions } from './proposalsOf';
