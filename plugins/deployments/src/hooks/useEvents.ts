import type { EventList, ObjectRef } from '@groundcrew/plugin-clusters-common';
import {
  useClustersApi,
  useLiveEntityRevision,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import { objectKey } from './objectKey';

/** The events of an object of an entity and of what it owns, kept current. */
export function useEvents(
  entityRef: string,
  ref: ObjectRef,
): LiveQueryResult<EventList> {
  const clustersApi = useClustersApi();
  const live = useLiveEntityRevision(entityRef);
  const { cluster, kind, namespace, name } = ref;
  return useLiveQuery({
    key: objectKey(ref),
    load: options =>
      clustersApi.listEvents(cluster, { kind, namespace, name }, options),
    ...live,
  });
}
