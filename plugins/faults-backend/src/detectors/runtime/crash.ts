import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import {
  containersOf,
  lastEndOf,
  restartsOf,
  waitingReason,
  type PodContainer,
} from '../../kubernetes/containers';
import { meaningOf, wasKilled } from '../../kubernetes/exitCodes';
import { loggedBy, seenIn } from '../../kubernetes/evidence';
import { isFailureToStart } from '../../kubernetes/failedStart';
import { HOUR, isWithin } from '../../kubernetes/times';
import { isReady, refOf, workloadOf } from '../../topology';
import { refusedMounts } from '../startup/refusedMounts';
import { cluesIn } from './logClues';
import { isSupersededPod } from './superseded';

/** A container ends although it should run on: with the exit code, and with what its log says of it. */
export const crash = createDetector({
  id: 'crash',
  title: 'Containers that end by themselves',
  faults: [
    {
      id: 'application-crash',
      category: 'runtime',
      title: 'The application ends with an error',
      isGeneral: true,
    },
    {
      id: 'application-ends',
      category: 'runtime',
      title: 'The application ends although it should run on',
      isGeneral: true,
    },
    {
      id: 'volume-permission-denied',
      category: 'startup',
      title: 'It may not use the files of a volume',
    },
    {
      id: 'file-system-read-only',
      category: 'startup',
      title: 'It writes to a file system that is read-only',
    },
    {
      id: 'port-in-use',
      category: 'startup',
      title: 'The port that it listens on is taken',
    },
    {
      id: 'credentials-rejected',
      category: 'startup',
      title: 'Its credentials are rejected',
    },
    {
      id: 'connections-exhausted',
      category: 'runtime',
      title: 'A server takes no more connections',
    },
    { id: 'disk-full', category: 'runtime', title: 'A disk is full' },
    {
      id: 'dependency-name-unresolved',
      category: 'runtime',
      title: 'A host name that it needs does not resolve',
    },
    {
      id: 'dependency-unreachable',
      category: 'runtime',
      title: 'Something that it needs cannot be reached',
    },
  ],
  subjects: ['Pod'],

  *detect(pod, context) {
    for (const container of containersOf(pod)) {
      if (
        isCrashing(pod, container, context.now) &&
        !isSupersededPod(context.store, pod)
      ) {
        yield* detectIn(pod, container, context);
      }
    }
    yield* refusedMounts(pod, context.store);
  },
});

function isCrashing(
  pod: ObjectOf<'Pod'>,
  container: PodContainer,
  now: number,
): boolean {
  const end = lastEndOf(container);
  const { metadata, spec } = pod;
  if (
    !end ||
    metadata?.deletionTimestamp ||
    end.reason === 'OOMKilled' ||
    isFailureToStart(end)
  ) {
    return false;
  }
  if (end.exitCode === 0) {
    return (
      waitingReason(container) === 'CrashLoopBackOff' &&
      spec?.restartPolicy !== 'OnFailure'
    );
  }
  // Whom a probe kills did not end by itself.
  const isProbed = container.spec.livenessProbe ?? container.spec.startupProbe;
  return wasKilled(end.exitCode)
    ? !isProbed && waitingReason(container) === 'CrashLoopBackOff'
    : !isReady(pod) ||
        (restartsOf(container) > 0 && isWithin(end.finishedAt, HOUR, now));
}

function* detectIn(
  pod: ObjectOf<'Pod'>,
  container: PodContainer,
  { evidence, store }: DetectorContext,
): Iterable<FindingDraft> {
  const { name } = container;
  const { namespace = '', name: podName = '' } = pod.metadata ?? {};
  const object = refOf(workloadOf(store, pod));
  const exitCode = lastEndOf(container)?.exitCode ?? 0;
  const ending = endingOf(pod, container);
  const text = (evidence.logsOf({ namespace, name: podName }) ?? [])
    .filter(log => log.container === name)
    .map(log => asText(log.text).slice(-4_000))
    .join('\n');
  const clues = exitCode === 0 ? [] : cluesIn(text);
  for (const { confidence, fault, line, message } of clues) {
    // Without a volume of its own it is about something else, as a low port.
    const isItsOwn =
      fault === 'volume-permission-denied' && !mountsVolume(container);
    yield {
      fault,
      object,
      message: message(name),
      // What is ready again suffers no more, whatever it was.
      confidence: isItsOwn ? 0.5 : Math.min(confidence, isReady(pod) ? 0.7 : 1),
      evidence: [loggedBy(pod, name, line), ending],
    };
  }
  const isExplained = clues.some(({ confidence }) => confidence >= 0.85);
  const isLooping =
    waitingReason(container) === 'CrashLoopBackOff' ||
    (!isReady(pod) && restartsOf(container) > 1);
  const lastLine = text.trimEnd().split('\n').pop();
  yield {
    fault: exitCode === 0 ? 'application-ends' : 'application-crash',
    object,
    message:
      exitCode === 0
        ? `Container '${name}' ends without an error, and is started again and again.`
        : `Container '${name}' ended with exit code ${exitCode}${inBrackets(
            meaningOf(exitCode),
          )} after ${restartsOf(container)} restarts.`,
    confidence: isLooping && !isExplained ? 0.7 : 0.5,
    // The kubelet itself has seen it end more than once.
    isLasting: isLooping && !isExplained && restartsOf(container) > 1,
    evidence: [ending, ...(lastLine ? [loggedBy(pod, name, lastLine)] : [])],
  };
}

function endingOf(pod: ObjectOf<'Pod'>, container: PodContainer) {
  const { exitCode, reason, message } = lastEndOf(container) ?? {};
  return seenIn(
    pod,
    `status.containerStatuses[${container.name}].lastState.terminated`,
    [
      `Exit code ${exitCode}`,
      asText(reason),
      asText(message),
      `${restartsOf(container)} restarts`,
    ]
      .filter(Boolean)
      .join(', '),
  );
}

function inBrackets(text: string): string {
  return text ? ` (${text})` : '';
}

/** Whether a container mounts something besides the token of its ServiceAccount. */
function mountsVolume({ spec }: PodContainer): boolean {
  return asList(spec.volumeMounts).some(
    ({ mountPath }) => !asText(mountPath).startsWith('/var/run/secrets'),
  );
}
