import { failureOfStatus, isRetriable } from './ClusterFailure';

describe('failureOfStatus', () => {
  it.each([
    [301, 'refused'],
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [410, 'gone'],
    [422, 'refused'],
    [429, 'throttled'],
    [500, 'server'],
    [503, 'server'],
  ])('%i is %s', (status, failure) => {
    expect(failureOfStatus(status)).toBe(failure);
  });
});

describe('isRetriable', () => {
  it.each([
    ['unreachable', true],
    ['timeout', true],
    ['throttled', true],
    ['server', true],
    ['gone', true],
    ['conflict', true],
    ['aborted', true],
    ['address-refused', false],
    ['certificate', false],
    ['unauthorized', false],
    ['forbidden', false],
    ['not-found', false],
    ['refused', false],
    ['too-large', false],
    ['malformed', false],
  ] as const)('%s: %s', (failure, retriable) => {
    expect(isRetriable(failure)).toBe(retriable);
  });
});
