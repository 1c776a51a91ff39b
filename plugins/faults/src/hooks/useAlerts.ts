import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { AlertList } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** All alerts, kept current. */
export function useAlerts(): LiveQueryResult<AlertList> {
  const faultsApi = useApi(faultsApiRef);
  const { revision } = useFaultsRevision();
  return useLiveQuery({
    key: 'alerts',
    load: options => faultsApi.listAlerts(options),
    revision,
    // Nobody is told of alerts that are only recorded.
    isAnnounced: false,
  });
}
