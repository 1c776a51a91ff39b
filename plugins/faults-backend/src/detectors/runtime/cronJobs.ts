import { createDetector } from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { isSchedule } from '../../kubernetes/cronSchedule';
import { eventsAbout } from '../../kubernetes/events';
import { saidBy, seenIn } from '../../kubernetes/evidence';
import { HOUR, isWithin } from '../../kubernetes/times';
import { refOf } from '../../topology';

/** Below, kube-controller-manager may look too late each time: it looks every ten seconds. */
const SHORTEST_DEADLINE_SECONDS = 10;

/** A CronJob does not start Jobs when it should. */
export const cronJobs = createDetector({
  id: 'cron-jobs',
  title: 'CronJobs that do not start',
  faults: [
    {
      id: 'cron-schedule-invalid',
      category: 'runtime',
      title: 'The schedule cannot be understood',
    },
    {
      id: 'cron-schedule-missed',
      category: 'runtime',
      title: 'It did not start when it should',
    },
    {
      id: 'cron-deadline-too-short',
      category: 'runtime',
      title: 'Its deadline to start is too short to be met',
    },
    {
      id: 'cron-job-suspended',
      category: 'runtime',
      title: 'The CronJob is suspended',
    },
  ],
  subjects: ['CronJob'],

  *detect(cronJob, { now, store }) {
    const object = refOf(cronJob);
    const { name } = object;
    const { schedule, startingDeadlineSeconds, suspend } = cronJob.spec ?? {};
    const refused = eventsAbout(
      store,
      cronJob,
      'UnparseableSchedule',
      'InvalidSchedule',
      'UnknownTimeZone',
    ).at(-1);
    if (!isSchedule(asText(schedule))) {
      yield {
        fault: 'cron-schedule-invalid',
        object,
        message: `Nobody understands the schedule of CronJob '${name}', so it never starts.`,
        confidence: 0.9,
        evidence: [
          seenIn(cronJob, 'spec.schedule', `'${asText(schedule)}'`),
          ...(refused ? [saidBy(refused, cronJob)] : []),
        ],
      };
    } else if (suspend) {
      yield {
        fault: 'cron-job-suspended',
        object,
        message: `CronJob '${name}' is suspended: it does not start.`,
        confidence: 0.4,
        evidence: [seenIn(cronJob, 'spec.suspend', 'It is suspended.')],
      };
    } else {
      const missed = eventsAbout(
        store,
        cronJob,
        'MissSchedule',
        'TooManyMissedTimes',
        'FailedNeedsStart',
      ).findLast(({ eventTime, lastTimestamp }) =>
        isWithin(lastTimestamp ?? eventTime, HOUR, now),
      );
      if (missed) {
        yield {
          fault: 'cron-schedule-missed',
          object,
          message: `CronJob '${name}' did not start when its schedule wanted it.`,
          confidence: 0.75,
          evidence: [saidBy(missed, cronJob)],
        };
      }
      if (
        startingDeadlineSeconds !== undefined &&
        startingDeadlineSeconds < SHORTEST_DEADLINE_SECONDS
      ) {
        yield {
          fault: 'cron-deadline-too-short',
          object,
          message: `CronJob '${name}' may start at most ${startingDeadlineSeconds} s late, and Kubernetes looks every 10 s.`,
          confidence: 0.5,
          evidence: [
            seenIn(
              cronJob,
              'spec.startingDeadlineSeconds',
              `${startingDeadlineSeconds}`,
            ),
          ],
        };
      }
    }
  },
});
