export { useOperation, type OperationResult } from './useOperation';
export { usePreviewAgain } from './usePreviewAgain';
export { useOperationList } from './useOperationList';
export { useOperationsPaths, type OperationsPaths } from './useOperationsPaths';
export {
  useOperationsRevision,
  type OperationsRevision,
} from './useOperationsRevision';
export { useVerbs } from './useVerbs';
export type { Answer } from './useAnswer';
