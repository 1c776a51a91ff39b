import { nextOccurrence } from '../controllers/cronSchedule';
import { parseDuration } from '../kubelet/behaviour';
import { formatQuantity, parseQuantity, scaledValue } from './quantities';
import { parseRequestTarget } from './requestTarget';

it.each([
  ['250m', 0.25],
  ['2', 2],
  ['1.5', 1.5],
  ['64Mi', 64 * 2 ** 20],
  ['1G', 1e9],
  ['100n', 1e-7],
  ['nonsense', 0],
  [undefined, 0],
])('parseQuantity %s', (quantity, expected) => {
  expect(parseQuantity(quantity)).toBeCloseTo(expected, 12);
});

it.each([
  ['cpu', 0.25, '250m'],
  ['requests.cpu', 3, '3'],
  ['memory', 64 * 2 ** 20, '64Mi'],
  ['memory', 1500, '1500'],
  ['pods', 4, '4'],
])('formatQuantity %s %d', (resource, value, expected) => {
  expect(formatQuantity(resource, value)).toBe(expected);
});

it.each([
  [3, 10, 'up', 3],
  ['25%', 10, 'up', 3],
  ['25%', 10, 'down', 2],
  [undefined, 10, 'up', 0],
] as const)('scaledValue %s of %d', (value, total, round, expected) => {
  expect(scaledValue(value, total, round)).toBe(expected);
});

it.each([
  ['500ms', 500],
  ['3s', 3_000],
  ['4m', 240_000],
  ['1.5h', 5_400_000],
  ['soon', undefined],
  [undefined, undefined],
])('parseDuration %s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

describe('nextOccurrence', () => {
  const after = Date.parse('2026-01-05T09:07:30Z'); // A Monday.

  it.each([
    ['* * * * *', '2026-01-05T09:08:00Z'],
    ['*/15 * * * *', '2026-01-05T09:15:00Z'],
    ['30 2 * * *', '2026-01-06T02:30:00Z'],
    ['0 0 1 * *', '2026-02-01T00:00:00Z'],
    ['0 12 * * 0', '2026-01-11T12:00:00Z'],
    ['0 12 * * 7', '2026-01-11T12:00:00Z'],
    ['0 0 13 * 5', '2026-01-09T00:00:00Z'],
    ['5,10 9-10 * * 1-5', '2026-01-05T09:10:00Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00Z'],
    ['0 0 31 2 *', undefined],
    ['61 * * * *', undefined],
    ['@daily', undefined],
  ])('%s', (schedule, expected) => {
    expect(nextOccurrence(schedule, after)).toBe(
      expected && Date.parse(expected),
    );
  });
});

it.each([
  [
    '/api/v1/namespaces/a/pods/b/log',
    {
      group: '',
      version: 'v1',
      namespace: 'a',
      plural: 'pods',
      name: 'b',
      subresource: 'log',
    },
  ],
  ['/api/v1/pods', { group: '', version: 'v1', plural: 'pods' }],
  [
    '/api/v1/namespaces/a',
    { group: '', version: 'v1', plural: 'namespaces', name: 'a' },
  ],
  [
    '/api/v1/namespaces/a/status',
    {
      group: '',
      version: 'v1',
      plural: 'namespaces',
      name: 'a',
      subresource: 'status',
    },
  ],
  [
    '/apis/apps/v1/namespaces/a/deployments',
    { group: 'apps', version: 'v1', namespace: 'a', plural: 'deployments' },
  ],
  ['/apis/apps/v1', undefined],
  ['/healthz', undefined],
  ['/api/v1/pods/a/log/b/c', undefined],
])('parseRequestTarget %s', (path, expected) => {
  expect(parseRequestTarget(path)).toEqual(expected);
});
