import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { claimImpacts } from '../impacts/claimImpacts';
import { resizeOf } from './resizeOf';

const claim = (status: object): PersistentVolumeClaim => ({
  spec: { resources: { requests: { storage: '20Gi' } } },
  status,
});
const capacity = { storage: '10Gi' };

describe('resizeOf', () => {
  it.each<[string, object, string]>([
    ['a volume of that size', { capacity: { storage: '21474836480' } }, 'done'],
    ['one that is smaller', { capacity }, 'resizing'],
    ['one of which nothing is known', {}, 'resizing'],
    [
      'one whose file system waits for a pod',
      {
        capacity,
        conditions: [{ type: 'FileSystemResizePending', status: 'True' }],
      },
      'mounting',
    ],
    [
      'one that the storage cannot make larger',
      {
        capacity,
        allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' },
      },
      'failed',
    ],
  ])('says of %s how far it is', (_, status, state) => {
    expect(resizeOf(claim(status)).state).toBe(state);
  });
});

describe('claimImpacts', () => {
  const store = createClusterFixture({
    clusters: {
      dev: {
        objects: `
kind: StatefulSet
metadata: {name: db}
spec: {volumeClaimTemplates: [{metadata: {name: data}}]}`,
      },
    },
  }).service.store('dev');

  it.each([
    ['data-db-0', ['not-undone', 'claim-template']],
    ['data-db-x', ['not-undone']],
  ])('tell of %s', (name, codes) => {
    const metadata = { name, namespace: 'default' };
    expect(claimImpacts({ metadata }, store).map(({ code }) => code)).toEqual(
      codes,
    );
  });
});
