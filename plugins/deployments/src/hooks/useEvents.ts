import type { EventList, ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { LiveQueryResult } from '@groundcrew/plugin-clusters-react';
import { useObjectQuery } from './useObjectQuery';

/** The events of an object of an entity and of what it owns, kept current. */
export function useEvents(
  entityRef: string,
  ref: ObjectRef,
): LiveQueryResult<EventList> {
  return useObjectQuery(entityRef, ref, (clustersApi, ...about) =>
    clustersApi.listEvents(...about),
  );
}
