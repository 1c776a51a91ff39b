import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveEntityRevision,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { FaultsView } from '@groundcrew/plugin-faults-common';
import { faultsApiRef } from '../api';
import { useFaultsRevision } from './useFaultsRevision';

/** What is wrong with an entity now, kept current. */
export function useFaults(entityRef: string): LiveQueryResult<FaultsView> {
  const faultsApi = useApi(faultsApiRef);
  const incidents = useFaultsRevision();
  const entity = useLiveEntityRevision(entityRef);
  return useLiveQuery({
    key: entityRef,
    load: options => faultsApi.getFaults(entityRef, options),
    revision:
      incidents.revision || entity.revision
        ? `${incidents.revision} ${entity.revision}`
        : undefined,
    isAnnounced: incidents.isAnnounced,
  });
}
