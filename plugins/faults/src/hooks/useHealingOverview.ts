import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { HealingOverview } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** All healing policies and where healing is paused, kept current. */
export function useHealingOverview(): LiveQueryResult<HealingOverview> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery({
    key: 'healing',
    load: options => faultsApi.listHealing(options),
    ...live,
  });
}
