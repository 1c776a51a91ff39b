import { parseQuantity, type ObjectOf } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import {
  containersOf,
  restartsOf,
  type PodContainer,
} from '../../kubernetes/containers';
import { eventsAbout } from '../../kubernetes/events';
import { saidBy, seenIn } from '../../kubernetes/evidence';
import { OUT_OF_MEMORY_AT_START } from '../../kubernetes/failedStart';

import { DAY, isWithin, MINUTE, timeOf } from '../../kubernetes/times';
import { isOver, isReady, refOf, workloadOf } from '../../topology';
import { isSupersededPod } from './superseded';

/** The runtime itself needs some: below, a container does not even start. */
const LEAST_TO_START_BYTES = 8 * 2 ** 20;
const RECENT = 10 * MINUTE;
const OFTEN = 3;

/** A container is killed because it wants more memory than its limit allows, while it runs or before it has begun. */
export const outOfMemory = createDetector({
  id: 'out-of-memory',
  title: 'Containers killed for want of memory',
  faults: [
    {
      id: 'out-of-memory',
      category: 'runtime',
      title: 'It needs more memory than its limit allows',
    },
  ],
  subjects: ['Pod'],

  *detect(pod, context) {
    if (pod.status?.phase === 'Succeeded' || pod.metadata?.deletionTimestamp) {
      return;
    }
    const containers = containersOf(pod);
    const killed = containers.filter(container => killOf(container));
    if (killed.length > 0 && isSupersededPod(context.store, pod)) {
      return;
    }
    for (const container of killed) {
      yield* killedIn(pod, container, context);
    }
    const isStarted = containers.every(
      ({ status }) => status?.containerID || status?.started,
    );
    if (killed.length === 0 && !isStarted && !isReady(pod) && !isOver(pod)) {
      yield* notStarted(pod, context);
    }
  },
});

function* killedIn(
  pod: ObjectOf<'Pod'>,
  container: PodContainer,
  context: DetectorContext,
): Iterable<FindingDraft> {
  const end = killOf(container);
  const restarts = restartsOf(container);
  const confidence = isReady(pod)
    ? confidenceOfReturned(end?.finishedAt, restarts, context)
    : 0.97;
  if (confidence > 0) {
    yield {
      fault: 'out-of-memory',
      object: refOf(workloadOf(context.store, pod)),
      message: `Container '${
        container.name
      }' was killed because it wants more memory than ${limitIn(container)}.`,
      confidence,
      evidence: [
        seenIn(
          pod,
          `status.containerStatuses[${container.name}].lastState.terminated`,
          [asText(end?.reason), asText(end?.message), `${restarts} restarts`]
            .filter(Boolean)
            .join(', '),
        ),
        limitOf(pod, container),
      ],
    };
  }
}

/** It is ready again: it does harm while it happens again and again. */
function confidenceOfReturned(
  finishedAt: unknown,
  restarts: number,
  { lookAgainAt, now }: DetectorContext,
): number {
  const ended = timeOf(finishedAt);
  if (isWithin(finishedAt, RECENT, now)) {
    lookAgainAt((ended ?? now) + RECENT + MINUTE);
    return 0.9;
  }
  if (!isWithin(finishedAt, DAY, now)) {
    return 0;
  }
  lookAgainAt((ended ?? now) + DAY + MINUTE);
  return restarts >= OFTEN ? 0.7 : 0.55;
}

/** The sandbox, or the first process in it, gets no memory: the container never was. */
function* notStarted(
  pod: ObjectOf<'Pod'>,
  { store }: DetectorContext,
): Iterable<FindingDraft> {
  const event = eventsAbout(
    store,
    pod,
    'Failed',
    'FailedCreatePodSandBox',
    'BackOff',
    'OOMKilling',
  ).findLast(({ message }) => OUT_OF_MEMORY_AT_START.test(asText(message)));
  const tight = containersOf(pod).find(container => {
    const limit = parseQuantity(container.spec.resources?.limits?.memory ?? '');
    return limit !== undefined && limit > 0 && limit < LEAST_TO_START_BYTES;
  });
  if (event || (tight && pod.spec?.nodeName)) {
    yield {
      fault: 'out-of-memory',
      object: refOf(workloadOf(store, pod)),
      message: tight
        ? `Container '${
            tight.name
          }' cannot start with no more memory than ${limitIn(tight)}.`
        : `Pod '${pod.metadata?.name}' gets no memory to start its containers with.`,
      confidence: event ? 0.97 : 0.9,
      evidence: [
        ...(event ? [saidBy(event, pod)] : []),
        ...(tight ? [limitOf(pod, tight)] : []),
      ],
    };
  }
}

function killOf({ status }: PodContainer) {
  return [status?.state?.terminated, status?.lastState?.terminated].find(
    end =>
      end?.reason === 'OOMKilled' ||
      OUT_OF_MEMORY_AT_START.test(asText(end?.message)),
  );
}

function limitIn({ spec }: PodContainer): string {
  const limit = spec.resources?.limits?.memory;
  return limit === undefined ? 'its node has left' : `its limit of ${limit}`;
}

function limitOf(pod: ObjectOf<'Pod'>, { path, spec }: PodContainer) {
  return seenIn(
    pod,
    `${path}.resources.limits.memory`,
    `The memory limit is ${spec.resources?.limits?.memory ?? 'not set'}.`,
  );
}
