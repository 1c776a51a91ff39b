import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { ReliabilityView } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** How an entity did over so many days, kept current. */
export function useReliability(
  entityRef: string,
  days: number,
): LiveQueryResult<ReliabilityView> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery({
    key: `${entityRef} ${days}`,
    load: options => faultsApi.getReliability(entityRef, { days }, options),
    ...live,
  });
}
