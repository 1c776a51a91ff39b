import {
  useLiveEntityRevision,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import {
  targetKey,
  type VerbList,
  type VerbsQuery,
} from '@groundcrew/plugin-operations-common';
import { useOperationsApi } from '../api';

/**
 * Every verb of a target, and whether it may be used, kept current.
 *
 * @remarks
 *
 * What may be done depends on what runs. With an entity it is asked again when something of that changes in a cluster;
 * without one, in intervals.
 *
 * @public
 */
export function useVerbs(query: VerbsQuery): LiveQueryResult<VerbList> {
  const operationsApi = useOperationsApi();
  const live = useLiveEntityRevision(query.entityRef ?? '');
  return useLiveQuery({
    key: `${targetKey(query)} ${query.uid ?? ''} ${query.entityRef ?? ''}`,
    load: options => operationsApi.listVerbs(query, options),
    revision: live.revision,
    isAnnounced: query.entityRef !== undefined && live.isAnnounced,
  });
}
