import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  isNotFound,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { HealingView } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** What is known of the healing of an incident. */
export interface IncidentHealing {
  /** Left out where healing is not installed. */
  view?: HealingView;
}

/** What healing makes of an incident, kept current. */
export function useHealing(
  incidentId: number,
): LiveQueryResult<IncidentHealing> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery<IncidentHealing>({
    key: String(incidentId),
    load: async options => {
      try {
        return { view: await faultsApi.getHealing(incidentId, options) };
      } catch (error) {
        // That it is not installed is an answer: it need not be asked again as soon as after a failure.
        if (isNotFound(toError(error))) {
          return {};
        }
        throw error;
      }
    },
    ...live,
  });
}
