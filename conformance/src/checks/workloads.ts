import type { ApiList, ApiObject } from '../ClusterConnection';
import { eventually } from '../eventually';
import { create, deployment, pathOf, type SuiteOf } from '../Suite';

interface DeploymentStatus {
  readyReplicas?: number;
  updatedReplicas?: number;
  observedGeneration?: number;
  conditions?: { type: string; status: string; reason: string }[];
}

/** What the controllers, the scheduler and the nodes make of objects. */
export function workloadChecks(suite: SuiteOf): void {
  describe('workloads', () => {
    const list = async (resource: string, selector: string) =>
      (
        await suite().connection.request<ApiList>({
          path: `${pathOf(
            suite(),
            resource,
          )}?labelSelector=${encodeURIComponent(selector)}`,
        })
      ).body.items;
    const get = async (resource: string, name: string) =>
      (
        await suite().connection.request({
          path: pathOf(suite(), resource, name),
        })
      ).body;
    const statusOf = (object: ApiObject) =>
      (object.status ?? {}) as DeploymentStatus;
    const isRolledOut =
      (replicas: number, generation: number) => (object: ApiObject) =>
        statusOf(object).readyReplicas === replicas &&
        statusOf(object).updatedReplicas === replicas &&
        statusOf(object).observedGeneration === generation;
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
        () => get('apps/v1/deployments', 'owned'),
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
      const [replicaSet] = await list('apps/v1/replicasets', 'app=owned');
      expect(replicaSet.metadata.ownerReferences).toMatchObject([
        { kind: 'Deployment', uid: created.metadata.uid, controller: true },
      ]);
      const pods = await list('pods', 'app=owned');
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
        () => get('apps/v1/deployments', 'rolled'),
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
        () => get('apps/v1/deployments', 'rolled'),
        isRolledOut(2, 2),
      );
      expect(rolled.metadata.annotations).toMatchObject({
        'deployment.kubernetes.io/revision': '2',
      });
      const replicaSets = await eventually(
        () => list('apps/v1/replicasets', 'app=rolled'),
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
        () => get('apps/v1/deployments', 'scaled'),
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
        () => get('apps/v1/deployments', 'scaled'),
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
        () => get('apps/v1/deployments', 'paused'),
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
        () => get('apps/v1/deployments', 'paused'),
        object => statusOf(object).observedGeneration === 2,
      );
      expect(statusOf(seen).updatedReplicas ?? 0).toBe(0);
    });

    it('a deleted pod is replaced', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('replaced', { replicas: 1 }),
      );
      await eventually(
        () => get('apps/v1/deployments', 'replaced'),
        isRolledOut(1, 1),
      );
      const [first] = await list('pods', 'app=replaced');
      await suite().connection.request({
        method: 'DELETE',
        path: pathOf(suite(), 'pods', first.metadata.name),
      });
      await eventually(
        () => list('pods', 'app=replaced'),
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
        () => list('pods', 'app=collected'),
        pods => pods.length === 1,
      );
      await suite().connection.request({
        method: 'DELETE',
        path: pathOf(suite(), 'apps/v1/deployments', 'collected'),
      });
      await eventually(
        () => list('apps/v1/replicasets', 'app=collected'),
        sets => sets.length === 0,
      );
      await eventually(
        () => list('pods', 'app=collected'),
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
        () => list('apps/v1/replicasets', 'app=orphaning'),
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
        () => list('apps/v1/replicasets', 'app=orphaning'),
        sets => !sets[0]?.metadata.ownerReferences?.length,
      );
      expect(orphan).toBeDefined();
    });

    it('a StatefulSet numbers its pods and keeps revisions', async () => {
      const { spec } = deployment('numbered');
      await create(suite(), 'apps/v1/statefulsets', {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'numbered' },
        spec: { ...(spec as object), serviceName: 'numbered' },
      });
      await eventually(
        () => get('apps/v1/statefulsets', 'numbered'),
        object => statusOf(object).readyReplicas === 2,
      );
      const pods = await list('pods', 'app=numbered');
      expect(pods.map(({ metadata }) => metadata.name).sort()).toEqual([
        'numbered-0',
        'numbered-1',
      ]);
      const revisions = await list(
        'apps/v1/controllerrevisions',
        'app=numbered',
      );
      expect(revisions).toMatchObject([{ revision: 1 }]);
    });

    it('a Job runs to its end', async () => {
      await create(suite(), 'batch/v1/jobs', {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'finite' },
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [
                { name: 'app', image: 'registry.example/app:1.0.0' },
              ],
            },
          },
        },
      });
      const done = await eventually(
        () => get('batch/v1/jobs', 'finite'),
        object =>
          (object.status as { succeeded?: number } | undefined)?.succeeded ===
          1,
      );
      expect((done.status as DeploymentStatus).conditions).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: 'Complete', status: 'True' }),
        ]),
      );
    });

    it('a Service has an EndpointSlice of its ready pods', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('served', { replicas: 1 }),
      );
      await create(suite(), 'services', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'served' },
        spec: {
          selector: { app: 'served' },
          ports: [{ port: 80, targetPort: 8080 }],
        },
      });
      const [slice] = await eventually(
        () =>
          list(
            'discovery.k8s.io/v1/endpointslices',
            'kubernetes.io/service-name=served',
          ),
        slices =>
          slices.some(({ endpoints }) =>
            (endpoints as { conditions: { ready: boolean } }[] | null)?.some(
              ({ conditions }) => conditions.ready,
            ),
          ),
      );
      const [pod] = await list('pods', 'app=served');
      expect(slice.endpoints).toMatchObject([
        {
          targetRef: {
            kind: 'Pod',
            name: pod.metadata.name,
            uid: pod.metadata.uid,
          },
        },
      ]);
    });

    it('what happens is told in events', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('eventful', { replicas: 1 }),
      );
      const events = await eventually(
        async () =>
          (
            await suite().connection.request<ApiList>({
              path: `${pathOf(
                suite(),
                'events',
              )}?fieldSelector=involvedObject.name%3Deventful`,
            })
          ).body.items,
        items => items.length > 0,
      );
      expect(events[0]).toMatchObject({
        type: 'Normal',
        reason: 'ScalingReplicaSet',
        involvedObject: { kind: 'Deployment', name: 'eventful' },
      });
    });

    it('a pod that asks for more than any node has waits, and says why', async () => {
      await create(suite(), 'pods', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'huge' },
        spec: {
          containers: [
            {
              name: 'app',
              image: 'registry.example/app:1.0.0',
              resources: { requests: { cpu: '100000' } },
            },
          ],
        },
      });
      const pod = await eventually(
        () => get('pods', 'huge'),
        object =>
          Boolean((object.status as DeploymentStatus).conditions?.length),
      );
      expect((pod.status as DeploymentStatus).conditions).toEqual([
        expect.objectContaining({
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: expect.stringMatching(
            /nodes are available: .*Insufficient cpu/,
          ),
        }),
      ]);
    });

    it('a quota that is full keeps pods out', async () => {
      await create(suite(), 'resourcequotas', {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'cpu' },
        spec: { hard: { 'requests.cpu': '1' } },
      });
      await eventually(
        () => get('resourcequotas', 'cpu'),
        object =>
          Boolean((object.status as { hard?: unknown } | undefined)?.hard),
      );
      const refused = await suite().connection.request<{ message: string }>({
        method: 'POST',
        path: pathOf(suite(), 'pods'),
        body: {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'over-quota' },
          spec: {
            containers: [
              {
                name: 'app',
                image: 'registry.example/app:1.0.0',
                resources: { requests: { cpu: '2' } },
              },
            ],
          },
        },
      });
      await suite().connection.request({
        method: 'DELETE',
        path: pathOf(suite(), 'resourcequotas', 'cpu'),
      });
      expect(refused.status).toBe(403);
      expect(refused.body.message).toMatch(
        /exceeded quota: cpu, requested: requests.cpu=2/,
      );
    });
  });
}
