import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import { createDetector } from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { conditionOf } from '../../kubernetes/conditions';
import { eventsAbout } from '../../kubernetes/events';
import { saidBy, seenIn } from '../../kubernetes/evidence';
import { HOUR, isWithin, MINUTE, timeOf } from '../../kubernetes/times';
import { isOver, podsOf, refOf, workloadOf } from '../../topology';

/** One run alone says little of how long the others should take. */
const LEAST_SIBLINGS = 2;
/** Of what the longest of them took: more to do than ever may take some times as long. */
const TIMES_AS_LONG = 5;
const SLACK = 10 * MINUTE;

/** A Job of a CronJob runs on and on, while those before it were done long before. */
export const hungJobs = createDetector({
  id: 'hung-jobs',
  title: 'Jobs that do not come to an end',
  faults: [
    {
      id: 'job-hung',
      category: 'runtime',
      title: 'The Job runs far longer than those before it',
    },
  ],
  subjects: ['Job'],

  *detect(job, { lookAgainAt, now, store }) {
    const cronJob = workloadOf(store, job);
    const pod = runningPod(store, job);
    const since = timeOf(pod?.status?.startTime);
    if (cronJob.kind !== 'CronJob' || !pod || since === undefined) {
      return;
    }
    const durations = durationsOfOthers(store, job, cronJob.metadata?.uid);
    if (durations.length < LEAST_SIBLINGS) {
      return;
    }
    const longest = Math.max(...durations);
    const hungFrom = since + Math.max(TIMES_AS_LONG * longest, longest + SLACK);
    if (now < hungFrom) {
      lookAgainAt(hungFrom);
      return;
    }
    const heldUp = eventsAbout(store, cronJob, 'JobAlreadyActive').findLast(
      ({ eventTime, lastTimestamp }) =>
        isWithin(lastTimestamp ?? eventTime, HOUR, now),
    );
    yield {
      fault: 'job-hung',
      object: refOf(cronJob),
      message: `Pod '${pod.metadata?.name}' of Job '${
        job.metadata?.name
      }' has run for ${minutes(now - since)}, and each of the ${
        durations.length
      } runs before was done within ${minutes(longest)}.`,
      confidence: heldUp ? 0.75 : 0.6,
      evidence: [
        seenIn(
          pod,
          'status.startTime',
          `It began at ${pod.status?.startTime}.`,
        ),
        ...(heldUp ? [saidBy(heldUp, cronJob)] : []),
      ],
    };
  },
});

/** The pod of a Job that has one thing to do, and is at it. What waits or goes is for others to judge. */
function runningPod(
  store: ObjectStore,
  job: ObjectOf<'Job'>,
): ObjectOf<'Pod'> | undefined {
  const { completions, parallelism, suspend } = job.spec ?? {};
  if (suspend || (completions ?? 1) !== 1 || (parallelism ?? 1) !== 1) {
    return undefined;
  }
  const [pod, ...others] = podsOf(store, job).filter(
    each => !isOver(each) && !each.metadata?.deletionTimestamp,
  );
  const states = asList(pod?.status?.containerStatuses);
  return others.length === 0 &&
    states.length > 0 &&
    states.every(({ restartCount, state }) => state?.running && !restartCount)
    ? pod
    : undefined;
}

/** How long the Jobs of the same CronJob took that have succeeded, in milliseconds. */
function durationsOfOthers(
  store: ObjectStore,
  { metadata }: ObjectOf<'Job'>,
  cronJobUid = '',
): number[] {
  return store.ownedBy(cronJobUid).flatMap(object => {
    const other = object as ObjectOf<'Job'>;
    if (
      object.kind !== 'Job' ||
      object.metadata?.name === metadata?.name ||
      conditionOf(other, 'Complete')?.status !== 'True'
    ) {
      return [];
    }
    const begin = timeOf(other.status?.startTime);
    const end = timeOf(other.status?.completionTime);
    return begin === undefined || end === undefined || end < begin
      ? []
      : [end - begin];
  });
}

function minutes(ms: number): string {
  const count = Math.max(1, Math.round(ms / MINUTE));
  return `${count} minute${count === 1 ? '' : 's'}`;
}
