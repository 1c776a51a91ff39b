import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import { failureOf } from './failureOf';

const at = { now: 1_000_000, attempts: 1 };

describe('failureOf', () => {
  it.each<[string, unknown, boolean, string]>([
    [
      'an API server that does not answer',
      new ClusterRequestError('unreachable', 'no route'),
      true,
      'no route',
    ],
    [
      'a conflict',
      new ClusterRequestError('conflict', 'was changed'),
      true,
      'was changed',
    ],
    [
      'a refusal',
      new ClusterRequestError('refused', 'is invalid'),
      false,
      'is invalid',
    ],
    [
      'a right that is lacking',
      new ClusterRequestError('forbidden', 'may not'),
      false,
      'may not',
    ],
    [
      'a cluster that is not linked yet',
      new ServiceUnavailableError('not yet'),
      true,
      'not yet',
    ],
    [
      'an attempt that took too long',
      new DOMException('too long', 'TimeoutError'),
      true,
      'too long',
    ],
    ['a target that is gone', new NotFoundError('gone'), false, 'gone'],
    [
      'a mistake of ours',
      new TypeError('x is undefined'),
      false,
      'x is undefined',
    ],
    ['what is no error at all', 'oops', false, "unknown error 'oops'"],
  ])('%s', (_, error, retriable, message) => {
    expect(failureOf(error, at)).toMatchObject({ retriable, message });
  });

  it('waits longer after each attempt, and never for very long', () => {
    const error = new ClusterRequestError('server', 'oops');
    const waitOf = (attempts: number) =>
      failureOf(error, { now: 0, attempts }).retryAt;
    // Half of it is chance.
    expect(waitOf(1)).toBeLessThanOrEqual(500);
    expect(waitOf(4)).toBeGreaterThanOrEqual(2_000);
    expect(waitOf(50)).toBeGreaterThanOrEqual(15_000);
    expect(waitOf(50)).toBeLessThanOrEqual(30_000);
  });

  it('waits for as long as the API server asks', () => {
    const error = new ClusterRequestError('throttled', 'slow down', {
      retryAfterMs: 90_000,
    });
    expect(failureOf(error, at).retryAt).toBe(1_090_000);
  });
});
