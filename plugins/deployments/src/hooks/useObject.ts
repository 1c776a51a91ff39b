import type { ObjectRef, ObjectView } from '@groundcrew/plugin-clusters-common';
import type { LiveQueryResult } from '@groundcrew/plugin-clusters-react';
import { useObjectQuery } from './useObjectQuery';

/** An object of an entity as the cluster has it, redacted, kept current. */
export function useObject(
  entityRef: string,
  ref: ObjectRef,
): LiveQueryResult<ObjectView> {
  return useObjectQuery(entityRef, ref, (clustersApi, ...about) =>
    clustersApi.getObject(...about),
  );
}
