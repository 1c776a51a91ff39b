import type {
  ClusterDetail,
  ClusterList,
} from '@groundcrew/plugin-clusters-common';
import {
  useClustersApi,
  useLiveQuery,
  type LiveQueryResult,
} from '@groundcrew/plugin-clusters-react';
import { useClustersRevision } from './useClustersRevision';

/** All clusters that this person may see, kept current. */
export function useClusters(): LiveQueryResult<ClusterList> {
  const api = useClustersApi();
  const changes = useClustersRevision();
  return useLiveQuery({
    key: 'clusters',
    load: options => api.listClusters(options),
    ...changes,
  });
}

/** One cluster with its nodes and kinds, kept current. */
export function useCluster(name: string): LiveQueryResult<ClusterDetail> {
  const api = useClustersApi();
  const changes = useClustersRevision();
  return useLiveQuery({
    key: name,
    load: options => api.getCluster(name, options),
    ...changes,
  });
}
