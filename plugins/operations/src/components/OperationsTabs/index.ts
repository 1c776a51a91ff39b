export { OperationsTabs } from './OperationsTabs';
