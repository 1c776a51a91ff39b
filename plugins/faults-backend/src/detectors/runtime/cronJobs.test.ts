import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { event, inShort } from '../testObjects';
import { cronJobs } from './cronJobs';

const cronJob = (spec: object) => ({
  kind: 'CronJob',
  metadata: { name: 'nightly' },
  spec: { schedule: '0 3 * * *', ...spec },
});
const missed = event('TooManyMissedTimes', 'too many missed start times', {
  kind: 'CronJob',
  name: 'nightly',
});
const find = (objects: object[], now?: string) =>
  detectIn(cronJobs, { objects, now });

describe('cronJobs', () => {
  it.each([
    ['cron-schedule-invalid', [cronJob({ schedule: '0 3 * *' })]],
    ['cron-schedule-invalid', [cronJob({ schedule: undefined })]],
    ['cron-schedule-missed', [cronJob({}), missed]],
    ['cron-deadline-too-short', [cronJob({ startingDeadlineSeconds: 5 })]],
    ['cron-job-suspended', [cronJob({ suspend: true }), missed]],
  ])('finds %s', (fault, objects) => {
    expect(inShort(find(objects))).toEqual([`${fault} of CronJob nightly`]);
  });

  it('is silent about one that starts, and about what was missed long ago', () => {
    expect(find([cronJob({ startingDeadlineSeconds: 100 })])).toEqual([]);
    expect(find([cronJob({}), missed], '2026-01-02T00:00:00Z')).toEqual([]);
  });
});
