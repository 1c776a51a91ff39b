export { RelatedTab, type RelatedTabProps } from './RelatedTab';
