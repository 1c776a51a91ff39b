import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** What {@link useIncident} answers. */
export interface IncidentResult extends LiveQueryResult<IncidentDetail> {
  /** Takes an answer that came by another way, as from a command. What is older than what is known is dropped. */
  accept(detail: IncidentDetail): void;
}

/** One incident with everything that is known of it, kept current. */
export function useIncident(id: number): IncidentResult {
  const faultsApi = useApi(faultsApiRef);
  const [accepted, setAccepted] = useState<IncidentDetail>();
  const live = useFaultsRevision();
  const query = useLiveQuery({
    key: String(id),
    load: options => faultsApi.getIncident(id, options),
    ...live,
  });
  const isNewer =
    accepted?.id === id &&
    (query.data === undefined || accepted.revision > query.data.revision);
  const data = isNewer ? accepted : query.data;
  return {
    ...query,
    data,
    isLoading: query.isLoading && data === undefined,
    accept: setAccepted,
  };
}
