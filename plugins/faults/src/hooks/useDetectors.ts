import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { DetectorList } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** How much detectors asked of people over so many days, kept current. */
export function useDetectors(days: number): LiveQueryResult<DetectorList> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery({
    key: String(days),
    load: options => faultsApi.listDetectors({ days }, options),
    ...live,
  });
}
