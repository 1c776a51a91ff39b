import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import {
  containersOf,
  lastEndOf,
  waitingReason,
  type PodContainer,
} from '../../kubernetes/containers';
import { seenIn } from '../../kubernetes/evidence';
import {
  isFailureToStart,
  OUT_OF_MEMORY_AT_START,
} from '../../kubernetes/failedStart';
import { isOver, refOf, workloadOf } from '../../topology';

const REFUSED = new Set(['CreateContainerError', 'RunContainerError']);
const HOOK_FAILED = new Set([
  'PreCreateHookError',
  'PreStartHookError',
  'PostStartHookError',
]);
const BAD_COMMAND =
  /executable file not found|no such file or directory|exec format error|permission denied|no command specified|is a directory/;

/** A container has its image and its configuration, and the runtime cannot start it nevertheless. */
export const containerStart = createDetector({
  id: 'container-start',
  title: 'Containers that cannot be started',
  faults: [
    {
      id: 'container-command-invalid',
      category: 'startup',
      title: 'The command of the container cannot be run',
    },
    {
      id: 'container-start-failed',
      category: 'startup',
      title: 'The container cannot be started',
    },
    {
      id: 'lifecycle-hook-failed',
      category: 'startup',
      title: 'A hook fails when the container starts',
    },
  ],
  subjects: ['Pod'],

  *detect(pod, { store }) {
    if (isOver(pod) || pod.metadata?.deletionTimestamp) {
      return;
    }
    for (const container of containersOf(pod)) {
      const failure = failureOf(container);
      if (failure) {
        yield {
          ...findingOf(pod, container, failure),
          object: refOf(workloadOf(store, pod)),
        };
      }
    }
  },
});

interface Failure {
  reason: string;
  message: string;
}

/** Why a container that does not run was not started; undefined when that is not what it lacks. */
function failureOf(container: PodContainer): Failure | undefined {
  const { status } = container;
  if (!status || status.state?.running) {
    return undefined;
  }
  const reason = waitingReason(container);
  const end = lastEndOf(container);
  const message = [asText(status.state?.waiting?.message), asText(end?.message)]
    .filter(Boolean)
    .join(' ');
  if (OUT_OF_MEMORY_AT_START.test(message)) {
    return undefined;
  }
  if (REFUSED.has(reason) || HOOK_FAILED.has(reason)) {
    return { reason, message };
  }
  return end && isFailureToStart(end)
    ? { reason: asText(end.reason), message }
    : undefined;
}

function findingOf(
  pod: ObjectOf<'Pod'>,
  { name, path, spec }: PodContainer,
  { message, reason }: Failure,
): Omit<FindingDraft, 'object'> {
  const words = seenIn(
    pod,
    `status.containerStatuses[${name}].state`,
    `${reason}: ${message}`,
  );
  if (HOOK_FAILED.has(reason)) {
    return {
      fault: 'lifecycle-hook-failed',
      message: `A hook of container '${name}' fails when it starts.`,
      confidence: 0.9,
      evidence: [words],
    };
  }
  if (BAD_COMMAND.test(message)) {
    const command = [...(spec.command ?? []), ...(spec.args ?? [])].join(' ');
    return {
      fault: 'container-command-invalid',
      message: `The command of container '${name}' cannot be run.`,
      confidence: 0.95,
      evidence: [
        words,
        ...(command
          ? [
              {
                ...seenIn(pod, `${path}.command`, `It runs: ${command}`),
                revealsConfiguration: true,
              },
            ]
          : []),
      ],
    };
  }
  return {
    fault: 'container-start-failed',
    message: `The container runtime cannot start container '${name}'.`,
    confidence: 0.88,
    evidence: [words],
  };
}
