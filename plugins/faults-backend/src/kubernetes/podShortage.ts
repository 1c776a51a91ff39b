import type {
  KubernetesObject,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { EvidenceDraft } from '@groundcrew/plugin-faults-node';
import { workloadOf } from '../topology';
import { asText } from './asText';
import { conditionOf } from './conditions';
import { eventsAbout } from './events';
import { saidBy, seenIn } from './evidence';

/** The kinds that make pods themselves, and are told when a pod is refused. */
export const POD_MAKERS = [
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
] as const;

/** What makes pods itself. */
export type PodMaker = ObjectOf<(typeof POD_MAKERS)[number]>;

/** That something has fewer pods than it should make. */
export interface PodShortage {
  /** The object on top of what makes the pods. */
  workload: KubernetesObject;
  /** The API server's own words on the last pod that it refused; empty where they are not known. */
  refusal: string;
  /** Whether a controller says that it cannot make pods, now. */
  isRefused: boolean;
  evidence: EvidenceDraft[];
}

/** Whether something has fewer pods than it should make now, and what is said of that. Undefined when it has all. */
export function podShortage(
  store: ObjectStore,
  maker: PodMaker,
): PodShortage | undefined {
  if (maker.metadata?.deletionTimestamp || !isShort(maker)) {
    return undefined;
  }
  const workload = workloadOf(store, maker);
  const event = eventsAbout(store, maker, 'FailedCreate').at(-1);
  const failing = [maker, workload].find(
    object => failureOf(object)?.status === 'True',
  );
  const condition = failing && failureOf(failing);
  const said = asText(condition?.message);
  return {
    workload,
    // The condition is of now; the event may be older.
    refusal: said || asText(event?.message),
    isRefused: failing !== undefined || event !== undefined,
    evidence: [
      ...(event ? [saidBy(event, maker)] : []),
      ...(failing
        ? [
            seenIn(
              failing,
              'status.conditions[ReplicaFailure]',
              said || 'ReplicaFailure',
            ),
          ]
        : []),
    ],
  };
}

function failureOf(object: KubernetesObject) {
  return conditionOf(object as { status?: unknown }, 'ReplicaFailure');
}

function isShort(maker: PodMaker): boolean {
  switch (maker.kind) {
    case 'ReplicaSet': {
      const { spec, status } = maker as ObjectOf<'ReplicaSet'>;
      return (status?.replicas ?? 0) < (spec?.replicas ?? 1);
    }
    case 'StatefulSet': {
      const { spec, status } = maker as ObjectOf<'StatefulSet'>;
      const made = status?.replicas ?? 0;
      const isWaitingForOne =
        spec?.podManagementPolicy !== 'Parallel' &&
        (status?.readyReplicas ?? 0) < made;
      return !isWaitingForOne && made < (spec?.replicas ?? 1);
    }
    case 'DaemonSet': {
      const { status } = maker as ObjectOf<'DaemonSet'>;
      return (
        (status?.currentNumberScheduled ?? 0) <
        (status?.desiredNumberScheduled ?? 0)
      );
    }
    default: {
      const { spec, status } = maker as ObjectOf<'Job'>;
      return (
        !(spec as { suspend?: boolean })?.suspend &&
        !status?.completionTime &&
        conditionOf(maker, 'Failed')?.status !== 'True' &&
        (status?.active ?? 0) === 0 &&
        (status?.succeeded ?? 0) < (spec?.completions ?? 1)
      );
    }
  }
}
