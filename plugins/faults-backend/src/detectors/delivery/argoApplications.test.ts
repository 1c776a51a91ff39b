import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { argoApplications } from './argoApplications';

const NOW = '2026-01-01T12:00:00Z';
const operation = (phase: string, finishedAt = '2026-01-01T11:00:00Z') => ({
  phase,
  message: 'one or more objects failed to apply',
  finishedAt,
  syncResult: { revision: '0123456789abcdef' },
});
const resource = (kind: string, status: string) => ({
  kind,
  name: 'db',
  health: { status, message: 'no primary' },
});

const find = (status: unknown) =>
  detectIn(argoApplications, {
    now: NOW,
    objects: [
      {
        kind: 'Application',
        metadata: { name: 'shop' },
        status,
      } as object,
    ],
  }).map(
    ({ evidence, fault, message }) =>
      `${fault}: ${message} | ${evidence[0].message}`,
  );

describe('argoApplications', () => {
  it.each<[string, unknown, string]>([
    [
      'could not be applied',
      { sync: { status: 'OutOfSync' }, operationState: operation('Failed') },
      "application-sync-failed: Argo CD could not apply revision 0123456789ab for 'shop'. | Failed: one or more objects failed to apply",
    ],
    [
      'cannot be compared',
      { conditions: [{ type: 'ComparisonError', message: 'no such path' }] },
      "application-invalid: Argo CD cannot work out what Git says for 'shop': ComparisonError. | no such path",
    ],
    [
      'holds a resource of its own that is not well',
      { resources: [resource('PostgresCluster', 'Degraded')] },
      "application-resource-degraded: Argo CD Application 'shop' holds what is not well: PostgresCluster db. | PostgresCluster db: no primary",
    ],
    [
      'misses a resource',
      { resources: [resource('PostgresCluster', 'Missing')] },
      "application-resource-missing: Argo CD Application 'shop' wants what is not there: PostgresCluster db. | PostgresCluster db: no primary",
    ],
  ])('finds one that %s', (_, status, expected) => {
    expect(find(status)).toEqual([expected]);
  });

  it.each<[string, unknown]>([
    ['is in step', { sync: { status: 'Synced' } }],
    [
      'got into step again',
      { sync: { status: 'Synced' }, operationState: operation('Error') },
    ],
    ['is being applied', { operationState: operation('Running') }],
    [
      'holds what speaks for itself',
      { resources: [resource('Deployment', 'Degraded')] },
    ],
    [
      'was only just applied',
      {
        operationState: operation('Succeeded', '2026-01-01T11:58:00Z'),
        resources: [resource('PostgresCluster', 'Missing')],
      },
    ],
    ['is warned of', { conditions: [{ type: 'OrphanedResourceWarning' }] }],
    ['says nothing', undefined],
    ['is broken', { conditions: 'x', resources: [null, 3], sync: 1 }],
  ])('says nothing of one that %s', (_, status) => {
    expect(find(status)).toEqual([]);
  });
});
