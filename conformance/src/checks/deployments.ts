import { eventually } from '../eventually';
import { create, deployment, get, list, pathOf, type SuiteOf } from '../Suite';
import { isRolledOut, statusOf } from '../workloadStatus';

/** What becomes of a Deployment: roll-out, revisions, scale. */
export function deploymentChecks(suite: SuiteOf): void {
  describe('deployments', () => {
    const patch = (name: string, body: unknown, subresource = '') =>
      suite().connection.request({
        method: 'PATCH',
        path: `${pathOf(suite(), 'apps/v1/deployments', name)}${subresource}`,
        contentType: 'application/merge-patch+json',
        body,
      });

    it('a Deployment brings a ReplicaSet and pods that become ready, each owned by the one above', async () => {
      const created = await create(
        suite(),
        'apps/v1/deployments',
        deployment('owned'),
      );
      const ready = await eventually(
        () => get(suite(), 'apps/v1/deployments', 'owned'),
        isRolledOut(2, 1),
      );
      expect(statusOf(ready).conditions).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: 'Available', status: 'True' }),
          expect.objectContaining({
            type: 'Progressing',
            status: 'True',
            reason: 'NewReplicaSetAvailable',
          }),
        ]),
      );
      expect(ready.metadata.annotations).toMatchObject({
        'deployment.kubernetes.io/revision': '1',
      });
      const [replicaSet] = await list(
        suite(),
        'apps/v1/replicasets',
        'app=owned',
      );
      expect(replicaSet.metadata.ownerReferences).toMatchObject([
        { kind: 'Deployment', uid: created.metadata.uid, controller: true },
      ]);
      const pods = await list(suite(), 'pods', 'app=owned');
      expect(pods).toHaveLength(2);
      for (const pod of pods) {
        expect(pod).toMatchObject({
          metadata: {
            ownerReferences: [
              { kind: 'ReplicaSet', uid: replicaSet.metadata.uid },
            ],
          },
          spec: { nodeName: expect.any(String) },
          status: {
            phase: 'Running',
            conditions: expect.arrayContaining([
              expect.objectContaining({ type: 'Ready', status: 'True' }),
            ]),
          },
        });
        expect(pod.metadata.labels).toHaveProperty('pod-template-hash');
      }
    });

    it('a new template is a new revision, and the old one is kept', async () => {
      await create(suite(), 'apps/v1/deployments', deployment('rolled'));
      await eventually(
        () => get(suite(), 'apps/v1/deployments', 'rolled'),
        isRolledOut(2, 1),
      );
      await patch('rolled', {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'app', image: 'registry.example/app:2.0.0' },
              ],
            },
          },
        },
      });
      const rolled = await eventually(
        () => get(suite(), 'apps/v1/deployments', 'rolled'),
        isRolledOut(2, 2),
      );
      expect(rolled.metadata.annotations).toMatchObject({
        'deployment.kubernetes.io/revision': '2',
      });
      const replicaSets = await eventually(
        () => list(suite(), 'apps/v1/replicasets', 'app=rolled'),
        sets =>
          sets.some(set => (set.spec as { replicas: number }).replicas === 0),
      );
      expect(
        replicaSets
          .map(
            set =>
              set.metadata.annotations?.['deployment.kubernetes.io/revision'],
          )
          .sort(),
      ).toEqual(['1', '2']);
    });

    it('the scale of a Deployment is read and written apart', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('scaled', { replicas: 1 }),
      );
      await eventually(
        () => get(suite(), 'apps/v1/deployments', 'scaled'),
        isRolledOut(1, 1),
      );
      const scalePath = `${pathOf(
        suite(),
        'apps/v1/deployments',
        'scaled',
      )}/scale`;
      const { body: scale } = await suite().connection.request({
        path: scalePath,
      });
      expect(scale).toMatchObject({
        kind: 'Scale',
        spec: { replicas: 1 },
        status: { selector: 'app=scaled' },
      });
      await patch('scaled', { spec: { replicas: 3 } }, '/scale');
      await eventually(
        () => get(suite(), 'apps/v1/deployments', 'scaled'),
        isRolledOut(3, 2),
      );
    });

    it('a paused Deployment does not roll out', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('paused', { replicas: 1 }),
      );
      await eventually(
        () => get(suite(), 'apps/v1/deployments', 'paused'),
        isRolledOut(1, 1),
      );
      await patch('paused', {
        spec: {
          paused: true,
          template: {
            spec: {
              containers: [
                { name: 'app', image: 'registry.example/app:2.0.0' },
              ],
            },
          },
        },
      });
      const seen = await eventually(
        () => get(suite(), 'apps/v1/deployments', 'paused'),
        object => statusOf(object).observedGeneration === 2,
      );
      expect(statusOf(seen).updatedReplicas ?? 0).toBe(0);
    });
  });
}
