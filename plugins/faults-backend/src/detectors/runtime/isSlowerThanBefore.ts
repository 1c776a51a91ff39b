import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import type { DetectorContext } from '@groundcrew/plugin-faults-node';
import { conditionOf } from '../../kubernetes/conditions';
import type { PodContainer } from '../../kubernetes/containers';
import { timeOf } from '../../kubernetes/times';
import { isReady, podsOf, workloadOf } from '../../topology';

/** What takes so much longer than before is not merely slow. */
const TIMES_LONGER = 3;
/** Beyond what its probe grants a container: until the kubelet has noticed, and a busy node has got on. */
const SLACK_MS = 10_000;

const TEMPLATE_LABELS = ['pod-template-hash', 'controller-revision-hash'];

/**
 * Whether a pod of a new release does not get ready, although it has had much longer than those of the release before needed, which serve
 * still.
 */
export function isSlowerThanBefore(
  pod: ObjectOf<'Pod'>,
  { status }: PodContainer,
  patienceSeconds: number,
  { lookAgainAt, now, store }: DetectorContext,
): boolean {
  const startedAt = timeOf(status?.state?.running?.startedAt);
  const template = templateOf(pod);
  if (startedAt === undefined || template === undefined) {
    return false;
  }
  const needed = podsOf(store, workloadOf(store, pod)).flatMap(other =>
    isReady(other) && templateOf(other) !== template
      ? timeToReady(other) ?? []
      : [],
  );
  if (needed.length === 0) {
    return false;
  }
  const grownAt =
    startedAt +
    Math.max(
      TIMES_LONGER * Math.max(...needed),
      patienceSeconds * 1_000 + SLACK_MS,
    );
  if (now < grownAt) {
    lookAgainAt(grownAt);
    return false;
  }
  return true;
}

function templateOf({ metadata }: ObjectOf<'Pod'>): string | undefined {
  return TEMPLATE_LABELS.map(name => metadata?.labels?.[name]).find(Boolean);
}

/** Milliseconds; undefined where it became ready before its containers were started for the last time. */
function timeToReady(pod: ObjectOf<'Pod'>): number | undefined {
  const readyAt = timeOf(conditionOf(pod, 'Ready')?.lastTransitionTime);
  const starts = (pod.status?.containerStatuses ?? []).map(
    ({ state }) => timeOf(state?.running?.startedAt) ?? Infinity,
  );
  const took = (readyAt ?? NaN) - Math.max(...starts);
  return took >= 0 ? took : undefined;
}
