export type { OperationAsk } from './OperationAsk';
export { OperationDialog, type OperationDialogProps } from './OperationDialog';
export {
  useOperationDialog,
  type OperationDialogControl,
} from './OperationDialogContext';
export {
  OperationDialogProvider,
  type OperationDialogProviderProps,
} from './OperationDialogProvider';
export { ReasonField, type ReasonFieldProps } from './ReasonField';
