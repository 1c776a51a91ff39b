import {
  fetchApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  ClustersClient,
  type ClustersApi,
} from '@groundcrew/plugin-clusters-common';
import { useMemo } from 'react';
import { clustersApiRef } from './clustersApiRef';

/**
 * The api that the app registered for {@link clustersApiRef}, or else a client of the backend's routes.
 *
 * @public
 */
export function useClustersApi(): ClustersApi {
  const registered = useApiHolder().get(clustersApiRef);
  const fetchApi = useApi(fetchApiRef);
  return useMemo(
    () => registered ?? ClustersClient.create({ fetchApi }),
    [registered, fetchApi],
  );
}
