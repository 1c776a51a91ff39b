import type { ApiList } from '../ClusterConnection';
import { eventually } from '../eventually';
import { create, deployment, get, list, pathOf, type SuiteOf } from '../Suite';
import { statusOf, type WorkloadStatus } from '../workloadStatus';

/** What the other controllers make of objects, and what they tell of it. */
export function workloadChecks(suite: SuiteOf): void {
  describe('workloads', () => {
    it('a StatefulSet numbers its pods and keeps revisions', async () => {
      const { spec } = deployment('numbered');
      await create(suite(), 'apps/v1/statefulsets', {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'numbered' },
        spec: { ...(spec as object), serviceName: 'numbered' },
      });
      await eventually(
        () => get(suite(), 'apps/v1/statefulsets', 'numbered'),
        object => statusOf(object).readyReplicas === 2,
      );
      const pods = await list(suite(), 'pods', 'app=numbered');
      expect(pods.map(({ metadata }) => metadata.name).sort()).toEqual([
        'numbered-0',
        'numbered-1',
      ]);
      const revisions = await list(
        suite(),
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
        () => get(suite(), 'batch/v1/jobs', 'finite'),
        object =>
          (object.status as { succeeded?: number } | undefined)?.succeeded ===
          1,
      );
      expect((done.status as WorkloadStatus).conditions).toEqual(
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
            suite(),
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
      const [pod] = await list(suite(), 'pods', 'app=served');
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
  });
}
