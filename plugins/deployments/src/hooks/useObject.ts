import type { ObjectRef, ObjectView } from '@groundcrew/plugin-clusters-common';
import {
  useClustersApi,
  useLiveEntityRevision,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import { objectKey } from './objectKey';

/** An object of an entity as the cluster has it, redacted, kept current. */
export function useObject(
  entityRef: string,
  ref: ObjectRef,
): LiveQueryResult<ObjectView> {
  const clustersApi = useClustersApi();
  const live = useLiveEntityRevision(entityRef);
  const { cluster, kind, namespace, name } = ref;
  return useLiveQuery({
    key: objectKey(ref),
    load: options =>
      clustersApi.getObject(cluster, { kind, namespace, name }, options),
    ...live,
  });
}
