import { byHand, inShort, type Remedies, type RemedyContext } from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);

/** What may be done about Jobs and CronJobs. */
export const jobRemedies: Remedies = {
  'job-failed': byHand(
    context =>
      `Read why the last pod of ${workload(
        context,
      )} failed, and run it again when that is mended`,
    () => 'A Job that has given up does not try again.',
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
