import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import { conditionOf } from '../../kubernetes/conditions';
import { workloadOf } from '../../topology';

/** Whether a pod has failed and something else has taken its place, so that how it ended troubles nobody any more. */
export function isSupersededPod(
  store: ObjectStore,
  { metadata, status }: ObjectOf<'Pod'>,
): boolean {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller);
  if (status?.phase !== 'Failed' || !owner) {
    return false;
  }
  const job = (owner.kind === 'Job' ? store.byUid(owner.uid) : undefined) as
    | ObjectOf<'Job'>
    | undefined;
  // What runs pods for good makes a new one for each that fails.
  return (
    !job ||
    conditionOf(job, 'Complete')?.status === 'True' ||
    isSupersededJob(store, job)
  );
}

/** Whether what owns a Job has started another one since. */
export function isSupersededJob(
  store: ObjectStore,
  job: ObjectOf<'Job'>,
): boolean {
  const owner = workloadOf(store, job);
  const { creationTimestamp, name, uid } = job.metadata ?? {};
  return (
    owner.metadata?.uid !== uid &&
    store
      .ownedBy(owner.metadata?.uid ?? '')
      .some(
        ({ kind, metadata }) =>
          kind === 'Job' &&
          metadata?.name !== name &&
          String(metadata?.creationTimestamp) > String(creationTimestamp),
      )
  );
}
