import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import type { DetectorContext } from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { eventsAbout } from '../../kubernetes/events';

/** Clouds need minutes for a node. */
const PATIENCE_MILLISECONDS = 600_000;
/** Of the cluster autoscaler, and of Karpenter. */
const REASONS = ['TriggeredScaleUp', 'Nominated'];

/** Whether somebody is making room for a pod: the scheduler, by evicting others, or an autoscaler, by adding a node. */
export function isMakingRoom(
  pod: ObjectOf<'Pod'>,
  { lookAgainAt, now, store }: DetectorContext,
): boolean {
  if (pod.status?.nominatedNodeName) {
    return true;
  }
  const event = eventsAbout(store, pod, ...REASONS).at(-1);
  const since = Date.parse(
    asText(event?.lastTimestamp) || asText(event?.eventTime),
  );
  const until = since + PATIENCE_MILLISECONDS;
  if (!(now < until)) {
    return false;
  }
  lookAgainAt(until);
  return true;
}
