import type { ClusterClient } from '@groundcrew/plugin-clusters-node';
import { selectorText } from '../workloads/selectorText';
import type { Workload } from '../workloads/Workload';
import type { Revision, RevisionSource } from './Revision';
import { revisionKindOf, revisionsOf } from './revisionsOf';

/** Reads the revisions of a workload live, newest first. */
export async function readRevisions(
  cluster: Pick<ClusterClient, 'list'>,
  workload: Workload,
  signal?: AbortSignal,
): Promise<Revision[]> {
  const kind = revisionKindOf(workload.kind ?? '');
  const candidates = await cluster.list(
    kind,
    {
      namespace: workload.metadata?.namespace,
      // Revisions carry the labels of the template that they keep.
      labelSelector: selectorText(workload.spec?.selector ?? {}),
    },
    { signal },
  );
  return revisionsOf(workload, candidates as unknown as RevisionSource[]);
}
