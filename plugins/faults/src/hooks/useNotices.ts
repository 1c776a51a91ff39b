import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  isNotFound,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { NoticesView } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** What is known of who was told of an incident. */
export interface IncidentNotices {
  /** Left out where nothing that tells people is installed. */
  view?: NoticesView;
}

/** Who was told of an incident, kept current. */
export function useNotices(
  incidentId: number,
): LiveQueryResult<IncidentNotices> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery<IncidentNotices>({
    key: String(incidentId),
    load: async options => {
      try {
        return { view: await faultsApi.getNotices(incidentId, options) };
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
