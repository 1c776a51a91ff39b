import { useApi } from '@backstage/frontend-plugin-api';
import {
  useLiveEntityRevision,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { DeploymentsView } from '@groundcrew/plugin-deployments-common';
import { deploymentsApiRef } from '../api';

/** What of an entity runs where, kept current. */
export function useDeployments(
  entityRef: string,
): LiveQueryResult<DeploymentsView> {
  const deploymentsApi = useApi(deploymentsApiRef);
  const live = useLiveEntityRevision(entityRef);
  return useLiveQuery({
    key: entityRef,
    load: options => deploymentsApi.getDeployments(entityRef, options),
    ...live,
  });
}
