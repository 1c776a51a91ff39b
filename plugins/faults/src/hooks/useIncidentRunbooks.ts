import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  isNotFound,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { IncidentRunbooks } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** The runbooks that fit an incident, kept current. */
export function useIncidentRunbooks(
  incidentId: number,
): LiveQueryResult<IncidentRunbooks> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery({
    key: String(incidentId),
    load: async options => {
      try {
        return await faultsApi.getIncidentRunbooks(incidentId, options);
      } catch (error) {
        // A backend that has none yet.
        if (isNotFound(toError(error))) {
          return { runbooks: [] };
        }
        throw error;
      }
    },
    ...live,
  });
}
