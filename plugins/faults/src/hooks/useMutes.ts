import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { MuteList } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** What is muted now, kept current. */
export function useMutes(): LiveQueryResult<MuteList> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery({
    key: 'mutes',
    load: options => faultsApi.listMutes(options),
    ...live,
  });
}
