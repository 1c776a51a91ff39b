import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import type { EvidenceDraft } from '@groundcrew/plugin-faults-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { seenIn } from '../../kubernetes/evidence';
import { refOf, workloadOf } from '../../topology';
import { describeFilter, faultOfFilter, SCHEDULING_FAULTS } from './faults';
import { requiredNodeAffinity, type Filter } from './filters';
import { isMakingRoom } from './isMakingRoom';
import { rankFilters } from './rankFilters';
import { schedulerWords, type SchedulerWords } from './schedulerWords';
import { waitsForClaims } from './waitsForClaims';
import { verdicts } from './verdicts';

type Pod = ObjectOf<'Pod'>;

/** Where we find what the scheduler says as well, and where we only have its words. */
const UNCONFIRMED = 0.85;
const BY_WORDS_ONLY = 0.6;
/** It will have a place soon. */
const HELPED = 0.5;

/** A pod for which the scheduler finds no node: the one thing that, if it were otherwise, would give it one. */
export const unschedulablePod = createDetector({
  id: 'unschedulable-pod',
  title: 'Pods without a node',
  faults: SCHEDULING_FAULTS,
  subjects: ['Pod'],
  detect: (pod, context) => {
    const { metadata, spec, status } = pod;
    if (
      spec?.nodeName ||
      metadata?.deletionTimestamp ||
      (status?.phase && status.phase !== 'Pending')
    ) {
      return [];
    }
    const words = schedulerWords(context.store, pod);
    // Claims come before nodes: while one is not bound, nodes do not matter yet.
    return words && !waitsForClaims(context.store, pod)
      ? [...findingsOf(pod, words, context)]
      : [];
  },
});

function* findingsOf(
  pod: Pod,
  words: SchedulerWords,
  context: DetectorContext,
): Iterable<FindingDraft> {
  const { evidence, store } = context;
  const nodes = verdicts(pod, { evidence, store, words });
  const hasWish =
    Object.keys(pod.spec?.nodeSelector ?? {}).length > 0 ||
    requiredNodeAffinity(pod.spec) !== undefined;
  const ranked = rankFilters(nodes, hasWish);
  const blamed =
    ranked.length > 0
      ? ranked.map(({ confidence, filter }) => ({
          filter,
          confidence:
            words.text && !words.refused.has(filter)
              ? Math.min(confidence, UNCONFIRMED)
              : confidence,
        }))
      : blamedByWords(words);
  const workload = workloadOf(store, pod);
  const isHelped = isMakingRoom(pod, context);
  for (const { confidence, filter } of blamed) {
    const fault = faultOfFilter(filter);
    // Of a node that is not well, the node's own finding tells.
    if (fault) {
      const count = nodes.filter(({ failed }) => failed.has(filter)).length;
      yield {
        fault,
        object: refOf(workload),
        message: `${
          workload.metadata?.name
        } has a pod without a node: ${describeFilter(filter, pod)}.`,
        confidence: isHelped ? Math.min(confidence, HELPED) : confidence,
        evidence: [
          ...wordsAsEvidence(pod, words),
          ...(count > 0 ? [asked(pod, filter, count, nodes.length)] : []),
        ],
      };
    }
  }
}

/** By what we see, there would be a place: something that we cannot see, or that has just changed. The scheduler knows. */
function blamedByWords({ refused }: SchedulerWords) {
  return [...refused]
    .filter(([filter]) => filter !== 'affinity')
    .map(([filter, count]) => ({
      filter,
      confidence:
        (filter === 'cordon' ? BY_WORDS_ONLY - 0.1 : BY_WORDS_ONLY) +
        Math.min(count, 9) / 100,
    }));
}

function wordsAsEvidence(pod: Pod, { text }: SchedulerWords): EvidenceDraft[] {
  return text ? [seenIn(pod, 'status.conditions[PodScheduled]', text)] : [];
}

const FIELDS: Partial<Record<Filter, string>> = {
  selector: 'spec.nodeSelector',
  affinity: 'spec.affinity.nodeAffinity',
  taint: 'spec.tolerations',
  cordon: 'spec.tolerations',
  'anti-affinity': 'spec.affinity.podAntiAffinity',
  'pod-affinity': 'spec.affinity.podAffinity',
  spread: 'spec.topologySpreadConstraints',
  ports: 'spec.containers[*].ports',
  volume: 'spec.volumes',
};

function asked(
  pod: Pod,
  filter: Filter,
  count: number,
  total: number,
): EvidenceDraft {
  return seenIn(
    pod,
    FIELDS[filter] ?? 'spec.containers[*].resources',
    `${count} of ${total} nodes: ${describeFilter(filter, pod)}`,
  );
}
