import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { inShort, pod } from '../testObjects';
import { jobs } from './jobs';

const job = (
  name: string,
  {
    of,
    at = '2026-01-01T03:00:00Z',
    ...rest
  }: { of?: string; at?: string; spec?: object; status?: object },
) => ({
  kind: 'Job',
  metadata: {
    name,
    creationTimestamp: at,
    ...(of
      ? {
          ownerReferences: [
            { kind: 'CronJob', name: of, controller: true, uid: '' },
          ],
        }
      : {}),
  },
  ...rest,
});
const failed = (reason = 'BackoffLimitExceeded') => ({
  status: {
    conditions: [
      {
        type: 'Failed',
        status: 'True',
        reason,
        message: 'Job has reached the specified backoff limit',
      },
    ],
  },
});
const done = { status: { conditions: [{ type: 'Complete', status: 'True' }] } };
const nightly = {
  kind: 'CronJob',
  metadata: { name: 'nightly' },
  spec: { schedule: '@daily' },
};
const find = (objects: object[], evidence = {}) =>
  detectIn(jobs, { objects, evidence });

describe('jobs', () => {
  it.each([
    ['BackoffLimitExceeded', 'as often as it may try'],
    ['DeadlineExceeded', 'longer than it may'],
    ['SomethingNew', 'it gave up'],
  ])('finds a Job that has failed by %s', (reason, words) => {
    const [found] = find([job('import', failed(reason))]);
    expect(inShort([found])).toEqual(['job-failed of Job import']);
    expect(found.message).toContain(words);
  });

  it('says what the log of its last pod tells', () => {
    const line = 'FATAL: password authentication failed for user "shop"';
    const last = pod({
      name: 'import-x',
      metadata: {
        ownerReferences: [
          { kind: 'Job', name: 'import', controller: true, uid: '' },
        ],
      },
      status: { phase: 'Failed' },
    });
    const [found] = find([job('import', failed()), last], {
      logsOf: () => [{ container: 'app', previous: false, text: line }],
    });
    expect(found.evidence).toContainEqual(
      expect.objectContaining({ source: 'log', message: line }),
    );
  });

  it('tells it of the CronJob, as long as its last Job is the one that failed', () => {
    const bad = job('nightly-1', { of: 'nightly', ...failed() });
    const good = job('nightly-2', {
      of: 'nightly',
      at: '2026-01-01T04:00:00Z',
      ...done,
    });
    expect(inShort(find([nightly, bad]))).toEqual([
      'job-failed of CronJob nightly',
    ]);
    expect(find([nightly, bad, good])).toEqual([]);
  });

  it('mentions one that is suspended', () => {
    const [found] = find([job('import', { spec: { suspend: true } })]);
    expect(found.fault).toBe('job-suspended');
    expect(found.confidence).toBeLessThan(0.6);
  });

  it('is silent about what is done, runs, or says nothing', () => {
    expect(
      find([job('a', done), job('b', {}), job('c', { status: {} })]),
    ).toEqual([]);
  });
});
