import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { FindingDraft } from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { eventsAbout } from '../../kubernetes/events';
import { HELD_BY_ANOTHER } from '../../kubernetes/errors';
import { saidBy, seenIn } from '../../kubernetes/evidence';
import { isReady, podsOf, refOf } from '../../topology';

type Deployment = ObjectOf<'Deployment'>;

/** As Kubernetes has it where nothing is said. */
const USUAL_MAX_UNAVAILABLE = '25%';

/**
 * A new pod waits for something that an old one holds, and the old one is kept until the new one is ready: a volume that
 * one node at a time may use, or its place.
 */
export function* deploymentDeadlock(
  deployment: Deployment,
  store: ObjectStore,
): Iterable<FindingDraft> {
  const { spec, status } = deployment;
  if (
    !status?.unavailableReplicas ||
    spec?.strategy?.type === 'Recreate' ||
    mayBeUnavailable(deployment) > 0
  ) {
    return;
  }
  const pods = podsOf(store, deployment);
  const old = pods.find(isReady);
  if (!old) {
    return;
  }
  const kept = seenIn(
    deployment,
    'spec.strategy.rollingUpdate.maxUnavailable',
    `No pod may be missing, so '${old.metadata?.name}' stays until the new one is ready.`,
  );
  const { name } = deployment.metadata ?? {};
  for (const pod of pods.filter(other => !isReady(other))) {
    const attach = eventsAbout(store, pod, 'FailedAttachVolume').findLast(
      ({ message }) => HELD_BY_ANOTHER.test(asText(message)),
    );
    const unscheduled = conditionOf(pod, 'PodScheduled');
    if (attach) {
      yield {
        fault: 'rollout-deadlocked',
        object: refOf(deployment),
        message: `The roll-out of Deployment '${name}' waits for a volume that pod '${old.metadata?.name}' of the old version holds, and which stays until the roll-out is done.`,
        confidence: 0.9,
        evidence: [saidBy(attach, pod), kept],
      };
      return;
    }
    if (unscheduled?.status === 'False') {
      // Why there is no place for it is another finding, and the cause.
      yield {
        fault: 'rollout-deadlocked',
        object: refOf(deployment),
        message: `The roll-out of Deployment '${name}' needs a place for one pod more than before, and there is none.`,
        confidence: 0.5,
        evidence: [
          seenIn(pod, 'status.conditions', asText(unscheduled.message)),
          kept,
        ],
      };
      return;
    }
  }
}

/** How many pods may be missing during a roll-out; a share is rounded down. */
function mayBeUnavailable({ spec }: Deployment): number {
  const most =
    spec?.strategy?.rollingUpdate?.maxUnavailable ?? USUAL_MAX_UNAVAILABLE;
  const number = Number.parseFloat(String(most)) || 0;
  return String(most).endsWith('%')
    ? Math.floor(((spec?.replicas ?? 1) * number) / 100)
    : number;
}
