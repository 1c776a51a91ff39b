import { Condition, referenceOf } from '../api/objects';
import { Jobs, Pods } from '../api/resources';
import { Pod } from '../api/podTypes';
import { Job } from '../api/workloadTypes';
import { timestamp } from '../clock';
import { Controller, ControllerContext } from './Controller';
import { CONTROLLER_MANAGER, createPodOf } from './podFactory';
import {
  controllerKey,
  isActive,
  isReady,
  ownKey,
  podsOf,
  setCondition,
} from './podState';

const COMPONENT = 'job-controller';
const RETRY_MS = 15_000;
const FIRST_BACKOFF_MS = 10_000;
const LAST_BACKOFF_MS = 6 * 60_000;

/** Runs pods until enough of them have succeeded, or too many have failed. */
export function createJobController(context: ControllerContext): Controller {
  const { api, clock, events } = context;
  return {
    name: COMPONENT,
    affectedBy: event => [
      ...ownKey(event, Jobs),
      ...controllerKey(event, Pods, Jobs),
    ],
    reconcile(key, wakeAfter) {
      const job = api.store.get(Jobs, referenceOf(key));
      if (!job || job.metadata.deletionTimestamp) return;
      if (isOver(job)) {
        expire(job, wakeAfter);
        return;
      }
      const pods = podsOf(api.store, job);
      const failed = pods.filter(pod => pod.status.phase === 'Failed');
      const succeeded = pods.filter(pod => pod.status.phase === 'Succeeded');
      const outcome = outcomeOf(job, succeeded.length, failed.length);
      if (!outcome && !job.spec.suspend) {
        const wait = backoffMs(failed, clock.now());
        if (wait > 0) wakeAfter(wait);
        else if (!startPods(job, pods, succeeded.length)) wakeAfter(RETRY_MS);
      }
      updateStatus(job, outcome);
    },
  };

  /** Whether all pods that are wanted could be started. */
  function startPods(job: Job, pods: Pod[], succeeded: number): boolean {
    const active = pods.filter(isActive).length;
    const wanted = Math.min(
      job.spec.parallelism,
      job.spec.completions - succeeded,
    );
    for (let started = active; started < wanted; started++) {
      const options = { component: COMPONENT };
      if (createPodOf(context, job, job.spec.template, options)) return false;
    }
    return true;
  }

  function updateStatus(job: Job, outcome: Condition | undefined): void {
    const pods = podsOf(api.store, job);
    const now = timestamp(clock.now());
    const active = pods.filter(isActive);
    const count = (phase: string) =>
      pods.filter(pod => pod.status.phase === phase).length;
    const [succeeded, failed] = [count('Succeeded'), count('Failed')];
    api.modify(
      Jobs,
      job.metadata,
      draft => {
        const { conditions = [], startTime } = draft.status;
        if (outcome) setCondition(conditions, outcome, now);
        draft.status = {
          ...(conditions.length > 0 && { conditions }),
          startTime: startTime ?? now,
          ...(outcome?.type === 'Complete' && { completionTime: now }),
          ...(active.length > 0 && { active: active.length }),
          ...(succeeded > 0 && { succeeded }),
          ...(failed > 0 && { failed }),
          terminating: 0,
          uncountedTerminatedPods: {},
          ready: active.filter(isReady).length,
        };
      },
      { manager: CONTROLLER_MANAGER, subresource: 'status' },
    );
    if (!outcome) return;
    events.record(job, {
      type: outcome.type === 'Complete' ? 'Normal' : 'Warning',
      reason: outcome.type === 'Complete' ? 'Completed' : outcome.reason ?? '',
      message:
        outcome.type === 'Complete' ? 'Job completed' : outcome.message ?? '',
      component: COMPONENT,
    });
  }

  function expire(job: Job, wakeAfter: (delayMs: number) => void): void {
    const { ttlSecondsAfterFinished } = job.spec;
    if (ttlSecondsAfterFinished === undefined) return;
    const over = job.status.conditions?.find(isFinal)?.lastTransitionTime ?? '';
    const left =
      Date.parse(over) + ttlSecondsAfterFinished * 1000 - clock.now();
    if (left > 0) wakeAfter(left);
    else api.delete(Jobs, job.metadata, { propagationPolicy: 'Background' });
  }
}

function isFinal({ type, status }: Condition): boolean {
  return status === 'True' && (type === 'Complete' || type === 'Failed');
}

export function isOver(job: Job): boolean {
  return Boolean(job.status.conditions?.some(isFinal));
}

function outcomeOf(
  job: Job,
  succeeded: number,
  failed: number,
): Condition | undefined {
  if (succeeded >= job.spec.completions) {
    return {
      type: 'Complete',
      status: 'True',
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    };
  }
  if (failed > job.spec.backoffLimit) {
    return {
      type: 'Failed',
      status: 'True',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    };
  }
  return undefined;
}

function backoffMs(failed: Pod[], now: number): number {
  if (failed.length === 0) return 0;
  const lastEnd = Math.max(
    ...failed.map(pod =>
      Date.parse(
        pod.status.containerStatuses?.[0]?.state.terminated?.finishedAt ??
          pod.metadata.creationTimestamp,
      ),
    ),
  );
  const backoff = Math.min(
    FIRST_BACKOFF_MS * 2 ** (failed.length - 1),
    LAST_BACKOFF_MS,
  );
  return Math.max(0, lastEnd + backoff - now);
}
