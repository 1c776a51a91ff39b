import { createDetector } from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { seenIn } from '../../kubernetes/evidence';
import { inWords } from '../../kubernetes/inWords';
import { refOf, workloadOf } from '../../topology';

/** Whatever opens a gate does so in seconds, or waits on purpose: for a quota, for capacity. */
const PATIENCE_MILLISECONDS = 300_000;

/** The types are older than gates. */
interface GatedSpec {
  schedulingGates?: { name: string }[];
}

/** A pod that nobody may schedule yet, and that has been so for long. */
export const gatedPod = createDetector({
  id: 'gated-pod',
  title: 'Pods behind a scheduling gate',
  faults: [
    {
      id: 'scheduling-gated',
      category: 'scheduling',
      title: 'A scheduling gate has not been opened',
    },
  ],
  subjects: ['Pod'],
  detect: (pod, { lookAgainAt, now, store }) => {
    const { metadata, spec } = pod;
    const gates = asList((spec as GatedSpec | undefined)?.schedulingGates);
    if (gates.length === 0 || spec?.nodeName || metadata?.deletionTimestamp) {
      return [];
    }
    const since = Date.parse(asText(metadata?.creationTimestamp));
    const isLong = now - since > PATIENCE_MILLISECONDS;
    if (!isLong) {
      lookAgainAt((since || now) + PATIENCE_MILLISECONDS);
    }
    const names = inWords(gates.map(({ name }) => asText(name)));
    const workload = workloadOf(store, pod);
    return [
      {
        fault: 'scheduling-gated',
        object: refOf(workload),
        message: `${workload.metadata?.name} has a pod that is not to be scheduled before ${names} is taken away.`,
        confidence: isLong ? 0.85 : 0.3,
        evidence: [seenIn(pod, 'spec.schedulingGates', names)],
      },
    ];
  },
});
