import type {
  KubernetesObject,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import { isReady, podsOf, refOf } from '../../topology';
import { deploymentDeadlock } from './deploymentDeadlock';

const REVISION = 'controller-revision-hash';

/** A new version does not get to where it should. What keeps its pods is another finding, and mostly the cause. */
export const rollouts = createDetector({
  id: 'rollouts',
  title: 'Roll-outs that do not go on',
  faults: [
    {
      id: 'rollout-deadline-exceeded',
      category: 'rollout',
      title: 'The roll-out takes longer than it may',
      isGeneral: true,
    },
    {
      id: 'rollout-deadlocked',
      category: 'rollout',
      title: 'The roll-out waits for a pod that it will not replace',
    },
    {
      id: 'rollout-stuck',
      category: 'rollout',
      title: 'The roll-out waits for pods that do not get ready',
      isGeneral: true,
    },
    {
      id: 'rollout-paused',
      category: 'rollout',
      title: 'The roll-out is paused',
    },
  ],
  subjects: ['Deployment', 'StatefulSet', 'DaemonSet'],

  *detect(workload, { store }) {
    switch (workload.kind) {
      case 'Deployment':
        yield* ofDeployment(workload as ObjectOf<'Deployment'>);
        yield* deploymentDeadlock(workload as ObjectOf<'Deployment'>, store);
        break;
      case 'StatefulSet':
        yield* ofStatefulSet(workload as ObjectOf<'StatefulSet'>, store);
        break;
      default:
        yield* ofDaemonSet(workload as ObjectOf<'DaemonSet'>, store);
    }
  },
});

function* ofDeployment(
  deployment: ObjectOf<'Deployment'>,
): Iterable<FindingDraft> {
  const { spec } = deployment;
  const { name } = deployment.metadata ?? {};
  const progressing = conditionOf(deployment, 'Progressing');
  if (
    progressing?.status === 'False' &&
    progressing.reason === 'ProgressDeadlineExceeded'
  ) {
    yield {
      fault: 'rollout-deadline-exceeded',
      object: refOf(deployment),
      message: `The roll-out of Deployment '${name}' has not gone on for ${
        spec?.progressDeadlineSeconds ?? 600
      } s.`,
      confidence: 0.6,
      evidence: [
        seenIn(
          deployment,
          'status.conditions',
          asText(progressing.message) || 'ProgressDeadlineExceeded',
        ),
      ],
    };
  } else if (spec?.paused) {
    yield {
      fault: 'rollout-paused',
      object: refOf(deployment),
      message: `Deployment '${name}' is paused: changes of it have no effect.`,
      confidence: 0.3,
      evidence: [seenIn(deployment, 'spec.paused', 'It is paused.')],
    };
  }
}

/**
 * With ordered pods a StatefulSet waits for each to be ready before it replaces the next. One that was broken before the new
 * version came is never replaced by it: it has to be deleted by hand.
 */
function* ofStatefulSet(
  statefulSet: ObjectOf<'StatefulSet'>,
  store: ObjectStore,
): Iterable<FindingDraft> {
  const { spec, status } = statefulSet;
  const { currentRevision, updateRevision } = status ?? {};
  if (
    !updateRevision ||
    currentRevision === updateRevision ||
    spec?.podManagementPolicy === 'Parallel' ||
    spec?.updateStrategy?.type === 'OnDelete'
  ) {
    return;
  }
  const broken = podsOf(store, statefulSet).filter(isBroken);
  const old = broken.find(
    ({ metadata }) => metadata?.labels?.[REVISION] !== updateRevision,
  );
  if (old) {
    yield {
      fault: 'rollout-deadlocked',
      object: refOf(statefulSet),
      message: `The roll-out of StatefulSet '${statefulSet.metadata?.name}' waits for pod '${old.metadata?.name}' of the old version, which does not get ready and will not be replaced.`,
      confidence: 0.8,
      evidence: [
        seenIn(
          old,
          `metadata.labels[${REVISION}]`,
          `It is not of revision ${updateRevision}.`,
        ),
      ],
    };
  } else if (broken.length > 0) {
    yield stuck(statefulSet, broken[0], 'status.updateRevision');
  }
}

function* ofDaemonSet(
  daemonSet: ObjectOf<'DaemonSet'>,
  store: ObjectStore,
): Iterable<FindingDraft> {
  const {
    desiredNumberScheduled = 0,
    numberUnavailable = 0,
    updatedNumberScheduled = 0,
  } = daemonSet.status ?? {};
  if (
    updatedNumberScheduled >= desiredNumberScheduled ||
    numberUnavailable === 0 ||
    daemonSet.spec?.updateStrategy?.type === 'OnDelete'
  ) {
    return;
  }
  const broken = podsOf(store, daemonSet).find(isBroken);
  if (broken) {
    yield stuck(daemonSet, broken, 'status.updatedNumberScheduled');
  }
}

function stuck(
  workload: KubernetesObject,
  pod: ObjectOf<'Pod'>,
  field: string,
): FindingDraft {
  return {
    fault: 'rollout-stuck',
    object: refOf(workload),
    message: `The roll-out of ${workload.kind} '${workload.metadata?.name}' waits for pod '${pod.metadata?.name}', which does not get ready.`,
    confidence: 0.5,
    evidence: [seenIn(workload, field, 'Not all pods are of the new version.')],
  };
}

/** Not ready, and not just because it has only begun. */
function isBroken(pod: ObjectOf<'Pod'>): boolean {
  return (
    !isReady(pod) &&
    !pod.metadata?.deletionTimestamp &&
    asList(pod.status?.containerStatuses).some(
      ({ restartCount, state }) =>
        restartCount > 0 ||
        (state?.waiting?.reason !== undefined &&
          !['ContainerCreating', 'PodInitializing'].includes(
            state.waiting.reason,
          )),
    )
  );
}
