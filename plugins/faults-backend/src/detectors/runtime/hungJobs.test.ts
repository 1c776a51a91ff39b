import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { hungJobs } from './hungJobs';

const nightly = {
  kind: 'CronJob',
  metadata: { name: 'nightly', uid: 'nightly' },
  spec: { schedule: '@daily' },
};
const job = (name: string, status: object, spec: object = {}) => ({
  kind: 'Job',
  metadata: {
    name,
    uid: name,
    ownerReferences: [
      { kind: 'CronJob', name: 'nightly', controller: true, uid: 'nightly' },
    ],
  },
  spec,
  status,
});
const done = (name: string, minutes: number) =>
  job(name, {
    startTime: '2026-01-01T03:00:00Z',
    completionTime: new Date(
      Date.parse('2026-01-01T03:00:00Z') + minutes * 60_000,
    ).toISOString(),
    conditions: [{ type: 'Complete', status: 'True' }],
  });
const failed = (name: string) =>
  job(name, {
    startTime: '2026-01-01T03:00:00Z',
    conditions: [{ type: 'Failed', status: 'True' }],
  });
const running = (spec?: object) => job('now', { active: 1 }, spec);
const pod = (
  startTime: string,
  { state = { running: {} }, restartCount = 0, metadata = {} } = {},
) => ({
  kind: 'Pod',
  metadata: {
    name: 'now-x',
    ownerReferences: [
      { kind: 'Job', name: 'now', controller: true, uid: 'now' },
    ],
    ...metadata,
  },
  spec: { containers: [{ name: 'app' }] },
  status: {
    phase: 'Running',
    startTime,
    containerStatuses: [{ name: 'app', restartCount, state }],
  },
});
const LONG_AGO = '2026-01-01T11:00:00Z';
const heldUp = {
  kind: 'Event',
  metadata: { name: 'e' },
  involvedObject: { kind: 'CronJob', name: 'nightly', uid: 'nightly' },
  reason: 'JobAlreadyActive',
  message:
    'Not starting job because prior execution is running and concurrency policy is Forbid',
  lastTimestamp: '2026-01-01T11:50:00Z',
};
const before: object[] = [nightly, done('one', 2), done('two', 4)];

const find = (objects: object[]) => detectIn(hungJobs, { objects });

describe('hungJobs', () => {
  it('finds a run that takes far longer than those before', () => {
    const [found, ...others] = find([...before, running(), pod(LONG_AGO)]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      fault: 'job-hung',
      object: { kind: 'CronJob', name: 'nightly' },
      confidence: 0.6,
      message:
        "Pod 'now-x' of Job 'now' has run for 60 minutes, and each of the 2 runs before was done within 4 minutes.",
    });
  });

  it('is surer where it holds up the next', () => {
    expect(find([...before, running(), pod(LONG_AGO), heldUp])).toMatchObject([
      { confidence: 0.75 },
    ]);
  });

  it.each<[string, object[]]>([
    [
      'a run that is not much longer',
      [...before, running(), pod('2026-01-01T11:50:00Z')],
    ],
    [
      'nothing to compare with',
      [nightly, done('one', 2), failed('two'), running(), pod(LONG_AGO)],
    ],
    [
      'one that has long runs',
      [nightly, done('one', 2), done('two', 50), running(), pod(LONG_AGO)],
    ],
    [
      'a pod that waits',
      [
        ...before,
        running(),
        pod(LONG_AGO, { state: { waiting: {} } as never }),
      ],
    ],
    [
      'a pod that was started again',
      [...before, running(), pod(LONG_AGO, { restartCount: 2 })],
    ],
    [
      'a pod that goes',
      [
        ...before,
        running(),
        pod(LONG_AGO, { metadata: { deletionTimestamp: LONG_AGO } }),
      ],
    ],
    [
      'a Job with many things to do',
      [...before, running({ completions: 9 }), pod(LONG_AGO)],
    ],
    [
      'one that is suspended',
      [...before, running({ suspend: true }), pod(LONG_AGO)],
    ],
    [
      'one of no CronJob',
      [{ ...running(), metadata: { name: 'now', uid: 'now' } }, pod(LONG_AGO)],
    ],
  ])('does not mind %s', (_, objects) => {
    expect(find(objects)).toEqual([]);
  });
});
