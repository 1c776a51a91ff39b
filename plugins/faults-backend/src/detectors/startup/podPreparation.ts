import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import { createDetector } from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { eventsAbout } from '../../kubernetes/events';
import { saidBy } from '../../kubernetes/evidence';
import { HELD_BY_ANOTHER } from '../../kubernetes/errors';
import { OUT_OF_MEMORY_AT_START } from '../../kubernetes/failedStart';
import { isReady, podsOf, refOf, workloadOf } from '../../topology';
import { isRefusal, waitsForVolumes } from './refusedMounts';

/** Said of each volume that is waited for, after what keeps it; and what other detectors know better. */
const SAID_ELSEWHERE =
  /^(?:configmap|secret) "|references non-existent (?:config|secret) key|persistentvolumeclaim "/i;

/** A pod has its node, and what its containers need around them does not come about there: volumes, or a sandbox with a network. */
export const podPreparation = createDetector({
  id: 'pod-preparation',
  title: 'Pods without the volumes or the sandbox that they need',
  faults: [
    {
      id: 'volume-attach-failed',
      category: 'startup',
      title: 'A volume cannot be attached to the node',
    },
    {
      id: 'volume-mount-failed',
      category: 'startup',
      title: 'A volume cannot be mounted',
    },
    {
      id: 'sandbox-creation-failed',
      category: 'startup',
      title: 'The sandbox of the pod cannot be created',
    },
  ],
  subjects: ['Pod'],

  *detect(pod, { store }) {
    if (!waitsForVolumes(pod)) {
      return;
    }
    const events = eventsAbout(
      store,
      pod,
      'FailedAttachVolume',
      'FailedMount',
      'FailedCreatePodSandBox',
    ).filter(({ message }) => {
      const words = asText(message);
      return (
        !isRefusal(words) &&
        !OUT_OF_MEMORY_AT_START.test(words) &&
        !isOfConfiguration(words)
      );
    });
    // One step comes after the other: the first that fails is what the pod waits for.
    const event =
      events.findLast(({ reason }) => reason === 'FailedAttachVolume') ??
      events.findLast(({ reason }) => reason === 'FailedMount') ??
      events.at(-1);
    if (event) {
      const name = `'${pod.metadata?.name}'`;
      const [fault, message] = {
        FailedAttachVolume: [
          'volume-attach-failed',
          `A volume of pod ${name} cannot be attached to node '${pod.spec?.nodeName}'.`,
        ],
        FailedMount: [
          'volume-mount-failed',
          `A volume of pod ${name} cannot be mounted.`,
        ],
      }[asText(event.reason)] ?? [
        'sandbox-creation-failed',
        `The sandbox of pod ${name} cannot be created on node '${pod.spec?.nodeName}'.`,
      ];
      yield {
        fault,
        object: refOf(workloadOf(store, pod)),
        message,
        // A first attempt may come too soon: the volume is still on another node, or the network is only starting.
        confidence:
          Number(event.count) >= 3 && !isHeldByItsOwn(pod, event, store)
            ? 0.87
            : 0.5,
        evidence: [saidBy(event, pod)],
      };
    }
  },
});

/** Another pod of the same Deployment holds the volume until the roll-out ends it: if it never does, that is what is wrong. */
function isHeldByItsOwn(
  pod: ObjectOf<'Pod'>,
  { message }: ObjectOf<'Event'>,
  store: ObjectStore,
): boolean {
  const workload = workloadOf(store, pod);
  return (
    workload.kind === 'Deployment' &&
    HELD_BY_ANOTHER.test(asText(message)) &&
    podsOf(store, workload).some(isReady)
  );
}

function isOfConfiguration(words: string): boolean {
  const cause = words.slice(words.lastIndexOf(' : ') + 3);
  return SAID_ELSEWHERE.test(words) || SAID_ELSEWHERE.test(cause);
}
