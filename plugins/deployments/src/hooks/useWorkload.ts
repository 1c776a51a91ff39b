import { useApi } from '@backstage/frontend-plugin-api';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import {
  useLiveEntityRevision,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import type { WorkloadDetail } from '@groundcrew/plugin-deployments-common';
import { deploymentsApiRef } from '../api';
import { objectKey } from './objectKey';

/** One workload of an entity with its pods and revisions, kept current. */
export function useWorkload(
  entityRef: string,
  workload: ObjectRef,
): LiveQueryResult<WorkloadDetail> {
  const deploymentsApi = useApi(deploymentsApiRef);
  const live = useLiveEntityRevision(entityRef);
  return useLiveQuery({
    key: `${entityRef} ${objectKey(workload)}`,
    load: options => deploymentsApi.getWorkload(entityRef, workload, options),
    ...live,
  });
}
