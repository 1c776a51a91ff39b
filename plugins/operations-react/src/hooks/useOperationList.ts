import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type {
  OperationFilter,
  OperationList,
} from '@groundcrew/plugin-operations-common';
import { useOperationsApi } from '../api';
import { useOperationsRevision } from './useOperationsRevision';

/**
 * A page of operations, kept current.
 *
 * @public
 */
export function useOperationList(
  filter: OperationFilter,
): LiveQueryResult<OperationList> {
  const operationsApi = useOperationsApi();
  const live = useOperationsRevision();
  return useLiveQuery({
    key: JSON.stringify(filter),
    load: options => operationsApi.listOperations(filter, options),
    ...live,
  });
}
