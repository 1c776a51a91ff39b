import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { Runbook, RunbookList } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** All runbooks, kept current. */
export function useRunbooks(): LiveQueryResult<RunbookList> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery({
    key: 'runbooks',
    load: options => faultsApi.listRunbooks(options),
    ...live,
  });
}

/** One runbook with its text, kept current. */
export function useRunbook(id: string): LiveQueryResult<Runbook> {
  const faultsApi = useApi(faultsApiRef);
  const live = useFaultsRevision();
  return useLiveQuery({
    key: id,
    load: options => faultsApi.getRunbook(id, options),
    ...live,
  });
}
