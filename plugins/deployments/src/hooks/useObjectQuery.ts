import type {
  ClustersApi,
  ObjectQuery,
  ObjectRef,
  RequestOptions,
} from '@groundcrew/plugin-clusters-common';
import {
  useClustersApi,
  useLiveEntityRevision,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import { objectKey } from './objectKey';

/** Asks the API of clusters about one object. */
export type ReadObject<T> = (
  clustersApi: ClustersApi,
  cluster: string,
  query: ObjectQuery,
  options: RequestOptions,
) => Promise<T>;

/** What the API of clusters says of an object of an entity, kept current as the entity changes. */
export function useObjectQuery<T>(
  entityRef: string,
  ref: ObjectRef,
  read: ReadObject<T>,
): LiveQueryResult<T> {
  const clustersApi = useClustersApi();
  const live = useLiveEntityRevision(entityRef);
  const { cluster, kind, namespace, name } = ref;
  return useLiveQuery({
    key: objectKey(ref),
    load: options =>
      read(clustersApi, cluster, { kind, namespace, name }, options),
    ...live,
  });
}
