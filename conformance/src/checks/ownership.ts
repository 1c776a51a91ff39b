import { eventually } from '../eventually';
import { create, deployment, get, list, pathOf, type SuiteOf } from '../Suite';
import { isRolledOut } from '../workloadStatus';

/** What becomes of what an object owns: replaced, collected or orphaned. */
export function ownershipChecks(suite: SuiteOf): void {
  describe('ownership', () => {
    it('a deleted pod is replaced', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('replaced', { replicas: 1 }),
      );
      await eventually(
        () => get(suite(), 'apps/v1/deployments', 'replaced'),
        isRolledOut(1, 1),
      );
      const [first] = await list(suite(), 'pods', 'app=replaced');
      await suite().connection.request({
        method: 'DELETE',
        path: pathOf(suite(), 'pods', first.metadata.name),
      });
      await eventually(
        () => list(suite(), 'pods', 'app=replaced'),
        pods =>
          pods.length === 1 && pods[0].metadata.uid !== first.metadata.uid,
      );
    });

    it('what a deleted Deployment owned goes with it', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('collected', { replicas: 1 }),
      );
      await eventually(
        () => list(suite(), 'pods', 'app=collected'),
        pods => pods.length === 1,
      );
      await suite().connection.request({
        method: 'DELETE',
        path: pathOf(suite(), 'apps/v1/deployments', 'collected'),
      });
      await eventually(
        () => list(suite(), 'apps/v1/replicasets', 'app=collected'),
        sets => sets.length === 0,
      );
      await eventually(
        () => list(suite(), 'pods', 'app=collected'),
        pods => pods.length === 0,
      );
    });

    it('what is orphaned stays', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('orphaning', { replicas: 0 }),
      );
      await eventually(
        () => list(suite(), 'apps/v1/replicasets', 'app=orphaning'),
        sets => sets.length === 1,
      );
      await suite().connection.request({
        method: 'DELETE',
        path: `${pathOf(
          suite(),
          'apps/v1/deployments',
          'orphaning',
        )}?propagationPolicy=Orphan`,
      });
      const [orphan] = await eventually(
        () => list(suite(), 'apps/v1/replicasets', 'app=orphaning'),
        sets => !sets[0]?.metadata.ownerReferences?.length,
      );
      expect(orphan).toBeDefined();
    });
  });
}
