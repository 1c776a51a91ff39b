import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { ReplicaBar } from './ReplicaBar';
import { replicaSegments, type ReplicaCounts } from './replicaSegments';

describe('replicaSegments', () => {
  it.each<[string, ReplicaCounts, string]>([
    ['all ready', { desired: 3, ready: 3, updated: 3 }, 'ready ready ready'],
    ['one missing', { desired: 2, ready: 1, updated: 2 }, 'ready missing'],
    [
      'a roll-out half way',
      { desired: 3, ready: 3, updated: 1 },
      'ready ready-old ready-old',
    ],
    [
      'more than wanted',
      { desired: 2, ready: 3, updated: 1 },
      'ready ready-old ready-old',
    ],
    ['none wanted', { desired: 0, ready: 0, updated: 0 }, ''],
    [
      'too many to tell apart',
      { desired: 100, ready: 75, updated: 50 },
      'ready ready-old missing',
    ],
  ])('draws %s', (_, counts, expected) => {
    const segments = replicaSegments(counts);
    expect(segments.map(({ state }) => state).join(' ')).toBe(expected);
    const total = segments.reduce((sum, { share }) => sum + share, 0);
    expect(total).toBeCloseTo(expected === '' ? 0 : 1);
  });
});

describe('ReplicaBar', () => {
  it.each<[ReplicaCounts, string]>([
    [{ desired: 3, ready: 2, updated: 3 }, '2 of 3 replicas ready'],
    [
      { desired: 3, ready: 3, updated: 1 },
      '3 of 3 replicas ready, 1 on the newest revision',
    ],
    [{ desired: 0, ready: 0, updated: 0 }, 'No replicas wanted'],
  ])('says %j in words', async (replicas, words) => {
    renderInTestApp(<ReplicaBar replicas={replicas} />);
    expect(await screen.findByRole('img', { name: words })).toBeInTheDocument();
  });
});
