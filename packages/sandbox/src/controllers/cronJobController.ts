import { cloneJson } from '../api/json';
import { ownedBy, referenceOf } from '../api/objects';
import { CronJobs, Jobs } from '../api/resources';
import { CronJob, Job } from '../api/workloadTypes';
import { timestamp } from '../clock';
import { Controller, ControllerContext } from './Controller';
import { nextOccurrence } from './cronSchedule';
import { isOver } from './jobController';
import { CONTROLLER_MANAGER } from './podFactory';
import { controllerKey, ownKey } from './podState';

const COMPONENT = 'cronjob-controller';

/** Starts Jobs by a schedule and keeps the last few. */
export function createCronJobController(
  context: ControllerContext,
): Controller {
  const { api, clock, events } = context;
  return {
    name: COMPONENT,
    affectedBy: event => [
      ...ownKey(event, CronJobs),
      ...controllerKey(event, Jobs, CronJobs),
    ],
    reconcile(key, wakeAfter) {
      const cronJob = api.store.get(CronJobs, referenceOf(key));
      if (!cronJob || cronJob.metadata.deletionTimestamp) return;
      const jobs = jobsOf(cronJob);
      trim(jobs, 'Complete', cronJob.spec.successfulJobsHistoryLimit);
      trim(jobs, 'Failed', cronJob.spec.failedJobsHistoryLimit);
      const since = Date.parse(
        cronJob.status.lastScheduleTime ?? cronJob.metadata.creationTimestamp,
      );
      let started: number | undefined;
      if (!cronJob.spec.suspend) {
        const due = lastDue(cronJob.spec.schedule, since, clock.now());
        const running = jobs.filter(job => !isOver(job));
        const { concurrencyPolicy } = cronJob.spec;
        if (
          due !== undefined &&
          !(concurrencyPolicy === 'Forbid' && running.length > 0)
        ) {
          if (concurrencyPolicy === 'Replace') {
            for (const job of running) {
              api.delete(Jobs, job.metadata, {
                propagationPolicy: 'Background',
              });
            }
          }
          start(cronJob, due);
          started = due;
        }
        const next = nextOccurrence(cronJob.spec.schedule, clock.now());
        if (next !== undefined) wakeAfter(next - clock.now());
      }
      updateStatus(cronJob, started);
    },
  };

  function jobsOf(cronJob: CronJob): Job[] {
    return api.store
      .controlledBy(Jobs, cronJob.metadata.uid)
      .sort((a, b) =>
        a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1,
      );
  }

  function start(cronJob: CronJob, dueAt: number): void {
    const { jobTemplate } = cronJob.spec;
    // The name tells the occurrence, so that it is started once.
    const name = `${cronJob.metadata.name}-${Math.floor(dueAt / 60_000)}`;
    const { namespace } = cronJob.metadata;
    if (api.store.get(Jobs, { namespace, name })) return;
    api.create(
      Jobs,
      {
        metadata: {
          name,
          namespace,
          labels: jobTemplate.metadata?.labels,
          annotations: {
            ...jobTemplate.metadata?.annotations,
            'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(dueAt),
          },
          ownerReferences: [ownedBy(cronJob)],
        },
        spec: cloneJson(jobTemplate.spec) as Job['spec'],
      },
      { manager: CONTROLLER_MANAGER },
    );
    events.record(cronJob, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created job ${name}`,
      component: COMPONENT,
    });
  }

  function trim(jobs: Job[], outcome: string, kept: number): void {
    const over = jobs.filter(job =>
      job.status.conditions?.some(
        ({ type, status }) => type === outcome && status === 'True',
      ),
    );
    for (const job of over.slice(0, Math.max(0, over.length - kept))) {
      api.delete(Jobs, job.metadata, { propagationPolicy: 'Background' });
    }
  }

  function updateStatus(cronJob: CronJob, started: number | undefined): void {
    const jobs = jobsOf(cronJob);
    const lastSuccess = jobs
      .map(job => job.status.completionTime)
      .filter(Boolean)
      .sort()
      .at(-1);
    const active = jobs
      .filter(job => !isOver(job))
      .map(({ metadata }) => ({
        apiVersion: 'batch/v1',
        kind: 'Job',
        name: metadata.name,
        namespace: metadata.namespace ?? '',
        uid: metadata.uid,
      }));
    api.modify(
      CronJobs,
      cronJob.metadata,
      draft => {
        const { lastScheduleTime, lastSuccessfulTime } = draft.status;
        const scheduled =
          started === undefined ? lastScheduleTime : timestamp(started);
        const succeeded = lastSuccess ?? lastSuccessfulTime;
        draft.status = {
          ...(active.length > 0 && { active }),
          ...(scheduled && { lastScheduleTime: scheduled }),
          ...(succeeded && { lastSuccessfulTime: succeeded }),
        };
      },
      { manager: CONTROLLER_MANAGER, subresource: 'status' },
    );
  }
}

/** The latest occurrence between two times: those that were missed before it are not made up for. */
function lastDue(
  schedule: string,
  sinceMs: number,
  nowMs: number,
): number | undefined {
  let due: number | undefined;
  for (
    let next = nextOccurrence(schedule, sinceMs);
    next !== undefined && next <= nowMs;
    next = nextOccurrence(schedule, next)
  ) {
    due = next;
  }
  return due;
}
