import type {
  LocalRef,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { EvidenceDraft } from '@groundcrew/plugin-faults-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { controlPlane } from '../../kubernetes/controlPlane';
import { eventsAbout } from '../../kubernetes/events';
import { seenIn } from '../../kubernetes/evidence';
import { refOf, workloadOf } from '../../topology';

type Pod = ObjectOf<'Pod'>;

const SCHEDULER = 'kube-scheduler';
const DEFAULT_SCHEDULER = 'default-scheduler';
/** The lease of kube-scheduler: a standby has taken over by then. A scheduler answers in milliseconds. */
const LEASE_MILLISECONDS = 15_000;
const SAME_MOMENT_MILLISECONDS = 1_000;

/** A pod that no scheduler has looked at: neither has it a node, nor has anybody said why not. */
export const unconsideredPod = createDetector({
  id: 'unconsidered-pod',
  title: 'Pods that no scheduler looks at',
  faults: [
    {
      id: 'scheduler-unavailable',
      category: 'infrastructure',
      title: 'The scheduler does not work',
    },
    {
      id: 'scheduler-missing',
      category: 'scheduling',
      title: 'The scheduler that it asks for does not answer',
    },
  ],
  subjects: ['Pod'],
  detect: (pod, context) => {
    const { metadata, spec, status } = pod;
    const isConsidered =
      spec?.nodeName ||
      conditionOf(pod, 'PodScheduled') ||
      asList((spec as { schedulingGates?: unknown[] })?.schedulingGates)
        .length > 0 ||
      (status?.phase && status.phase !== 'Pending') ||
      metadata?.deletionTimestamp;
    return isConsidered ? [] : [...findingsOf(pod, context)];
  },
});

function* findingsOf(
  pod: Pod,
  context: DetectorContext,
): Iterable<FindingDraft> {
  const { lookAgainAt, now, store } = context;
  const since = createdAt(pod);
  if (!(now - since > LEASE_MILLISECONDS)) {
    lookAgainAt((since || now) + LEASE_MILLISECONDS + 1);
    return;
  }
  if (eventsAbout(store, pod, 'FailedScheduling', 'Scheduled').length > 0) {
    return;
  }
  const workload = workloadOf(store, pod);
  const waited = seenIn(
    pod,
    'status.conditions',
    'has neither a node nor a word of a scheduler on why it has none',
  );
  const name = asText(pod.spec?.schedulerName) || DEFAULT_SCHEDULER;
  if (name !== DEFAULT_SCHEDULER) {
    yield {
      fault: 'scheduler-missing',
      object: refOf(workload),
      message: `${workload.metadata?.name} asks for the scheduler ${name}, which has not looked at its pod.`,
      confidence: 0.9,
      evidence: [waited, seenIn(pod, 'spec.schedulerName', name)],
    };
    return;
  }
  const { down, host } = schedulerHost(context);
  // It has worked since: this one pod may be waiting for another reason.
  if (!down && schedulesOthersSince(store, pod, since)) {
    return;
  }
  yield {
    fault: 'scheduler-unavailable',
    object: host ?? refOf(workload),
    message: host
      ? `Nothing schedules pods: the scheduler on ${host.name} does not work.`
      : 'Nothing schedules pods: the scheduler of this cluster does not work.',
    confidence: down ? 0.98 : 0.9,
    evidence: [...(down ? [down] : []), waited],
    explains: [refOf(workload)],
  };
}

/** Where the scheduler is that does not work: where the node says so, else where it should be. */
function schedulerHost({ evidence, store }: DetectorContext): {
  host?: LocalRef;
  down?: EvidenceDraft;
} {
  for (const node of store.list('Node')) {
    const component = evidence
      .componentsOf(node.metadata?.name ?? '')
      ?.find(({ name }) => name === SCHEDULER);
    if (component && !component.isActive) {
      const message = asText(component.message) || `${SCHEDULER} is not active`;
      return {
        host: refOf(node),
        down: {
          source: 'node',
          message: message.slice(0, 1_000),
          object: refOf(node),
        },
      };
    }
  }
  const [host] = controlPlane(store, evidence);
  return host ? { host: refOf(host) } : {};
}

/** Whether a pod of the namespace that came after this one has got a node. */
function schedulesOthersSince(
  store: ObjectStore,
  { metadata }: Pod,
  since: number,
): boolean {
  return store
    .list('Pod', { namespace: metadata?.namespace })
    .some(
      other =>
        (other.spec?.nodeName || conditionOf(other, 'PodScheduled')) &&
        createdAt(other) > since + SAME_MOMENT_MILLISECONDS,
    );
}

function createdAt({ metadata }: Pod): number {
  return Date.parse(asText(metadata?.creationTimestamp));
}
