import {
  fetchApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  OperationsClient,
  type OperationsApi,
} from '@groundcrew/plugin-operations-common';
import { useMemo } from 'react';
import { operationsApiRef } from './operationsApiRef';

/**
 * The api that the app registered for {@link operationsApiRef}, or else a client of the backend's routes.
 *
 * @public
 */
export function useOperationsApi(): OperationsApi {
  const registered = useApiHolder().get(operationsApiRef);
  const fetchApi = useApi(fetchApiRef);
  return useMemo(
    () => registered ?? OperationsClient.create({ fetchApi }),
    [registered, fetchApi],
  );
}
