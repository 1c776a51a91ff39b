import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type EvidenceDraft,
} from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { loggedBy, seenIn } from '../../kubernetes/evidence';
import { podsOf, refOf, workloadOf } from '../../topology';
import { cluesIn } from './logClues';
import { isSupersededJob } from './superseded';

const MEANING: Record<string, string> = {
  BackoffLimitExceeded: 'its pods failed as often as it may try',
  DeadlineExceeded: 'it took longer than it may',
  PodFailurePolicy: 'a pod failed in a way that ends it at once',
  FailedIndexes: 'some of its indexes failed',
};

/** A Job has failed for good. Of a CronJob, its last one counts. */
export const jobs = createDetector({
  id: 'jobs',
  title: 'Jobs that failed',
  faults: [
    {
      id: 'job-failed',
      category: 'runtime',
      title: 'The Job has failed',
      isGeneral: true,
    },
    {
      id: 'job-suspended',
      category: 'runtime',
      title: 'The Job is suspended',
    },
  ],
  subjects: ['Job'],

  *detect(job, context) {
    const failed = conditionOf(job, 'Failed');
    if (failed?.status === 'True') {
      if (!isSupersededJob(context.store, job)) {
        const reason = asText(failed.reason);
        yield {
          fault: 'job-failed',
          object: refOf(workloadOf(context.store, job)),
          message: `Job '${job.metadata?.name}' has failed: ${
            MEANING[reason] ?? 'it gave up'
          }.`,
          confidence: 0.8,
          // What has failed is never tried again.
          isLasting: true,
          evidence: [
            seenIn(
              job,
              'status.conditions',
              `${reason}: ${asText(failed.message)}`,
            ),
            ...lastWords(job, context),
          ],
        };
      }
    } else if (job.spec?.suspend) {
      yield {
        fault: 'job-suspended',
        object: refOf(workloadOf(context.store, job)),
        message: `Job '${job.metadata?.name}' is suspended.`,
        confidence: 0.3,
        evidence: [seenIn(job, 'spec.suspend', 'It is suspended.')],
      };
    }
  },
});

function lastWords(
  job: ObjectOf<'Job'>,
  { evidence, store }: DetectorContext,
): EvidenceDraft[] {
  const pod = podsOf(store, job).findLast(
    ({ status }) => status?.phase === 'Failed',
  );
  const { name = '', namespace = '' } = pod?.metadata ?? {};
  return pod
    ? (evidence.logsOf({ namespace, name }) ?? []).flatMap(
        ({ container, text }) =>
          cluesIn(asText(text)).map(({ line }) =>
            loggedBy(pod, container, line),
          ),
      )
    : [];
}
