import { createDetector, type FaultType } from '@groundcrew/plugin-faults-node';
import { POD_MAKERS, podShortage } from '../../kubernetes/podShortage';
import { refOf } from '../../topology';

interface Denial extends FaultType {
  /** In the words of the API server. */
  words: RegExp;
  /** What is to be said of the workload. */
  because: string;
}

const denial = (
  id: string,
  title: string,
  because: string,
  words: RegExp,
): Denial => ({ id, title, because, words, category: 'admission' });

/** The first that its words fit. */
const DENIALS: Denial[] = [
  denial(
    'admission-webhook-unavailable',
    'An admission webhook does not answer',
    'an admission webhook that must agree does not answer',
    /failed calling (?:admission )?webhook/,
  ),
  denial(
    'pod-security-violated',
    'It violates the Pod Security level of its namespace',
    'they violate the Pod Security level of the namespace',
    /violates PodSecurity/,
  ),
  denial(
    'limit-range-violated',
    'It is outside of the LimitRange of its namespace',
    'they ask for more or less than the LimitRange of the namespace allows',
    /(?:maximum|minimum) \S{1,100} usage per (?:Container|Pod)|max limit to request ratio per/,
  ),
  denial(
    'quota-needs-amounts',
    'A quota demands requests or limits that it does not state',
    'a quota of the namespace demands requests or limits that they do not state',
    /failed quota: .{1,300} must specify/,
  ),
  denial(
    'priority-class-missing',
    'The PriorityClass does not exist',
    'their PriorityClass does not exist',
    /no PriorityClass with name/,
  ),
  denial(
    'runtime-class-missing',
    'The RuntimeClass does not exist',
    'their RuntimeClass does not exist',
    /RuntimeClass "[^"]{1,300}" not found/,
  ),
  denial(
    'admission-denied',
    'Admission denies its pods',
    'a policy of the cluster denies them',
    /denied the request|admission webhook|ValidatingAdmissionPolicy|security context constraint/,
  ),
  denial(
    'pod-template-invalid',
    'The API server refuses its pods as invalid',
    'the API server refuses them as invalid',
    /^(?:\(combined from similar events\): )?(?:Error creating: |create Pod ).{0,600}is invalid: /,
  ),
];

/**
 * A workload has too few pods because something at the door of the cluster denies them.
 *
 * @remarks
 *
 * By the API server's words only: the cache does not hold policies, and which webhook is asked about what depends on more than its
 * configuration. What is wrong with a webhook itself, another detector says.
 */
export const deniedPods = createDetector({
  id: 'denied-pods',
  title: 'Pods that admission denies',
  faults: DENIALS.map(({ category, id, title }) => ({ category, id, title })),
  subjects: POD_MAKERS,
  detect: (maker, { store }) => {
    const shortage = podShortage(store, maker);
    const refusal = shortage?.refusal.slice(0, 10_000) ?? '';
    const found = DENIALS.find(({ words }) => words.test(refusal));
    return shortage && found
      ? [
          {
            fault: found.id,
            object: refOf(shortage.workload),
            message: `${shortage.workload.metadata?.name} gets no pods: ${found.because}.`,
            confidence: 0.9,
            evidence: shortage.evidence,
          },
        ]
      : [];
  },
});
