import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { FindingDraft } from '@groundcrew/plugin-faults-node';
import { containersOf, waitingReason } from '../../kubernetes/containers';
import { eventsAbout } from '../../kubernetes/events';
import { saidBy } from '../../kubernetes/evidence';
import { refOf, workloadOf } from '../../topology';

const MOUNT = /MountVolume|AttachVolume/;
const REFUSED = /permission denied|operation not permitted|access denied/i;

/** Whether the words about a volume say that it may not be used. */
export function isRefusal(words: string): boolean {
  return MOUNT.test(words) && REFUSED.test(words);
}

/** Whether a pod waits for its volumes, or for something else that comes before the first process. */
export function waitsForVolumes(pod: ObjectOf<'Pod'>): boolean {
  const reasons = containersOf(pod).map(waitingReason);
  return (
    Boolean(pod.spec?.nodeName) &&
    !pod.metadata?.deletionTimestamp &&
    reasons.some(
      reason => reason === 'ContainerCreating' || reason === 'PodInitializing',
    )
  );
}

/** A volume whose mount the server, or the node, refuses. */
export function* refusedMounts(
  pod: ObjectOf<'Pod'>,
  store: ObjectStore,
): Iterable<FindingDraft> {
  if (!waitsForVolumes(pod)) {
    return;
  }
  const event = eventsAbout(
    store,
    pod,
    'FailedMount',
    'FailedAttachVolume',
  ).findLast(({ message }) => isRefusal(String(message)));
  if (event) {
    yield {
      fault: 'volume-permission-denied',
      object: refOf(workloadOf(store, pod)),
      message: `Pod '${pod.metadata?.name}' may not mount one of its volumes.`,
      confidence: 0.9,
      evidence: [saidBy(event, pod)],
    };
  }
}
