export { RevisionsTab, type RevisionsTabProps } from './RevisionsTab';
