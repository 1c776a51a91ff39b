import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type {
  IncidentFilter,
  IncidentList,
} from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** A page of incidents, kept current. */
export function useIncidentList(
  filter: IncidentFilter,
): LiveQueryResult<IncidentList> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery({
    key: JSON.stringify(filter),
    load: options => faultsApi.listIncidents(filter, options),
    ...live,
  });
}
