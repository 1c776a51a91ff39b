import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import type { DetectorContext } from '@groundcrew/plugin-faults-node';
import { conditionOf } from '../../kubernetes/conditions';
import type { PodContainer } from '../../kubernetes/containers';
import { MINUTE, timeOf } from '../../kubernetes/times';
import { isOver, isReady, podsOf, workloadOf } from '../../topology';

/** Many applications take so long until they can serve, whatever their probe grants them. */
const STARTING_MS = 2 * MINUTE;

/** A condition that changed so soon after the start of a container is the one that it began with. */
const AT_START_MS = 5_000;

/**
 * Whether nothing of a workload serves, because its pods run and say that they are not ready: one that got ready before has lost it, and one
 * that never did has had time to.
 */
export function isDownUnready(
  pod: ObjectOf<'Pod'>,
  { status }: PodContainer,
  patienceSeconds: number,
  { lookAgainAt, now, store }: DetectorContext,
): boolean {
  const startedAt = timeOf(status?.state?.running?.startedAt);
  if (startedAt === undefined) {
    return false;
  }
  const changedAt = timeOf(conditionOf(pod, 'Ready')?.lastTransitionTime);
  const hasLostIt =
    changedAt !== undefined && changedAt - startedAt > AT_START_MS;
  const grownAt =
    startedAt + Math.max(STARTING_MS, patienceSeconds * 1_000 + MINUTE);
  if (!hasLostIt && now < grownAt) {
    lookAgainAt(grownAt);
    return false;
  }
  return podsOf(store, workloadOf(store, pod)).every(
    other => isOver(other) || !isReady(other),
  );
}
