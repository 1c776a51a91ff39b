import type { OwnerTree } from '@groundcrew/plugin-clusters-node';
import { deployment, readyPod, replicaSet, tree } from './__fixtures__/objects';
import { revisionsOf } from './revisions';

describe('revisionsOf', () => {
  it('lists the ReplicaSets of a Deployment, newest first, without the labels of controllers', () => {
    const revisions = revisionsOf(
      tree('Deployment', deployment(), [
        tree('ReplicaSet', replicaSet(9, { version: '1.8.1' })),
        tree('ReplicaSet', replicaSet(10, { replicas: 2, version: '1.8.2' })),
      ]),
    );
    expect(revisions).toMatchObject([
      { revision: '10', current: true, version: '1.8.2', replicas: 2 },
      { revision: '9', current: false, version: '1.8.1', replicas: 0 },
    ]);
    expect(revisions[0].template).toContain('image: shop/checkout:1.8.2');
    expect(revisions[0].template).toContain('app: checkout');
    expect(revisions[0].template).not.toContain('pod-template-hash');
  });

  it('lists the ControllerRevisions of a StatefulSet with their pods', () => {
    const revision = (number: number): OwnerTree =>
      tree('ControllerRevision', {
        metadata: { name: `db-hash${number}` },
        revision: number,
        data: {
          spec: {
            template: {
              spec: {
                containers: [{ name: 'db', image: `postgres:${number}` }],
              },
            },
          },
        },
      } as OwnerTree['object']);
    const member = readyPod('db-0');
    member.metadata!.labels = { 'controller-revision-hash': 'db-hash16' };
    const revisions = revisionsOf(
      tree(
        'StatefulSet',
        { status: { updateRevision: 'db-hash16' } } as OwnerTree['object'],
        [revision(15), revision(16), tree('Pod', member)],
      ),
    );
    expect(revisions).toMatchObject([
      { revision: '16', current: true, replicas: 1, version: '16' },
      { revision: '15', current: false, replicas: 0, version: '15' },
    ]);
  });
});
