import { partOf } from '../../changes/facts/json';
import { podShown, removePod } from './pods';
import {
  all,
  byHand,
  inShort,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);

/** Has the Job begin anew, where whoever wrote it lets it try more than once. */
const beginAgain: Remedy = context => {
  const pod = podShown(context);
  const { name: jobName = '' } =
    pod?.metadata?.ownerReferences?.find(({ controller }) => controller) ?? {};
  const job = context.store.get('Job', {
    namespace: pod?.metadata?.namespace,
    name: jobName,
  });
  const { backoffLimit = 6 } = partOf(job, 'spec');
  return pod && job && Number(backoffLimit) > 0
    ? [
        removePod(
          context,
          'kubernetes.delete-pod',
          pod.metadata?.name ?? '',
          `Job ${jobName} begins anew with another one, as it does for a pod that fails; this counts as one of its ${backoffLimit} retries.`,
        ),
      ]
    : [];
};

/** What may be done about Jobs and CronJobs. */
export const jobRemedies: Remedies = {
  'job-failed': byHand(
    context =>
      `Read why the last pod of ${workload(
        context,
      )} failed, and run it again when that is mended`,
    () => 'A Job that has given up does not try again.',
  ),
  'job-hung': all(
    beginAgain,
    byHand(
      context =>
        `Find out what the run of ${workload(
          context,
        )} waits for, and give it a deadline (\`activeDeadlineSeconds\`)`,
      () =>
        'A run that hangs does not end by itself, and may hold up the next.',
    ),
  ),
  'job-suspended': byHand(
    context =>
      `Let ${workload(
        context,
      )} go on (\`spec.suspend: false\`), if whoever suspended it is done`,
    () => 'Nothing of it runs meanwhile.',
  ),
  'cron-job-suspended': byHand(
    context =>
      `Let ${workload(
        context,
      )} start again (\`spec.suspend: false\`), if whoever suspended it is done`,
    () => 'It does not start meanwhile.',
  ),
  'cron-schedule-invalid': byHand(
    context => `Correct the schedule or the time zone of ${workload(context)}`,
    () => 'Nobody understands it, so it never starts.',
  ),
  'cron-schedule-missed': byHand(
    context =>
      `Run ${workload(
        context,
      )} by hand if what it missed matters, and look at whether its last run still holds it up`,
    () => 'What was missed is not made up for.',
  ),
  'cron-deadline-too-short': byHand(
    context =>
      `Raise \`startingDeadlineSeconds\` of ${workload(
        context,
      )} to more than 10, or leave it out`,
    () =>
      'Kubernetes looks every 10 seconds, and calls late what is later than that.',
  ),
};
