import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { createDetector } from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { seenIn } from '../../kubernetes/evidence';
import { HOUR, isWithin, MINUTE, timeOf } from '../../kubernetes/times';
import { refOf, workloadOf } from '../../topology';

/** The kubelet and the API server need some themselves, and clocks differ. */
const SLACK = 2 * MINUTE;

/** A pod is put out by its node, or does not go although it should. */
export const podEnd = createDetector({
  id: 'pod-end',
  title: 'Pods that were evicted, or do not end',
  faults: [
    {
      id: 'pod-evicted',
      category: 'runtime',
      title: 'The node has put it out',
    },
    {
      id: 'termination-stuck',
      category: 'runtime',
      title: 'It does not end although it is deleted',
    },
  ],
  subjects: ['Pod'],
  looksAtWhatEnds: true,

  *detect(pod, { lookAgainAt, now, store }) {
    const { metadata, status } = pod;
    const deleted = timeOf(metadata?.deletionTimestamp);
    if (deleted !== undefined) {
      // The API server sets it to when the grace period will be over.
      if (now < deleted + SLACK) {
        lookAgainAt(deleted + SLACK);
        return;
      }
      yield {
        fault: 'termination-stuck',
        object: refOf(workloadOf(store, pod)),
        message: `Pod '${
          metadata?.name
        }' is deleted and does not end${reasonToStay(pod)}.`,
        confidence: 0.7,
        evidence: [
          seenIn(
            pod,
            'metadata.deletionTimestamp',
            `It should have ended at ${metadata?.deletionTimestamp}.`,
          ),
        ],
      };
    } else if (status?.phase === 'Failed' && status.reason === 'Evicted') {
      const isRecent = isWithin(endOf(pod), HOUR, now);
      yield {
        fault: 'pod-evicted',
        object: refOf(workloadOf(store, pod)),
        message: `Node '${pod.spec?.nodeName}' has put out pod '${metadata?.name}'.`,
        confidence: isRecent ? 0.65 : 0.3,
        evidence: [seenIn(pod, 'status', asText(status.message) || 'Evicted')],
      };
    }
  },
});

function reasonToStay({ metadata, spec }: ObjectOf<'Pod'>): string {
  const finalizers = asList(metadata?.finalizers);
  return finalizers.length > 0
    ? `: it waits for ${finalizers.join(', ').slice(0, 200)}`
    : ` on node '${spec?.nodeName}'`;
}

function endOf({ status }: ObjectOf<'Pod'>): unknown {
  return (
    asList(status?.containerStatuses)
      .map(({ state }) => state?.terminated?.finishedAt)
      .find(Boolean) ??
    asList(status?.conditions)
      .map(({ lastTransitionTime }) => lastTransitionTime)
      .sort()
      .at(-1) ??
    status?.startTime
  );
}
