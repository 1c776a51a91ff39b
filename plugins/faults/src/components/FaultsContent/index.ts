export { FaultsContent } from './FaultsContent';
export { FaultsHeadline } from './FaultsHeadline';
export { LookedAt } from './LookedAt';
