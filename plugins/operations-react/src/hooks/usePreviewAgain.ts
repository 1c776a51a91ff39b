import type {
  OperationSummary,
  PreviewAnswer,
} from '@groundcrew/plugin-operations-common';
import { useOperationsApi } from '../api';
import { useAnswer, type Answer } from './useAnswer';

/**
 * What an operation that was asked for before would do now. Asked when it is first looked at, and whenever the operation changes.
 *
 * @public
 */
export function usePreviewAgain(
  operation: Pick<OperationSummary, 'id' | 'revision'>,
): Answer<PreviewAnswer> {
  const { id, revision } = operation;
  const operationsApi = useOperationsApi();
  return useAnswer(`${id} ${revision}`, signal =>
    operationsApi.previewAgain(id, { signal }),
  );
}
