import type { ApiList, ApiStatus } from '../ClusterConnection';
import { eventually } from '../eventually';
import { create, get, pathOf, type SuiteOf } from '../Suite';
import { statusOf } from '../workloadStatus';

/** Nodes that take no more pods: only where the suite has the cluster to itself. */
export function nodeChecks(suite: SuiteOf): void {
  describe('nodes', () => {
    it('a node that is cordoned takes no pod until it is uncordoned', async () => {
      const { connection, target } = suite();
      if (!target.isOwn) {
        return;
      }
      const { body } = await connection.request<ApiList>({
        path: '/api/v1/nodes',
      });
      const [{ metadata: node }] = body.items;
      const setUnschedulable = async (unschedulable: boolean | null) =>
        connection.request({
          method: 'PATCH',
          path: `/api/v1/nodes/${node.name}`,
          contentType: 'application/merge-patch+json',
          body: { spec: { unschedulable } },
        });
      expect((await setUnschedulable(true)).body.spec).toMatchObject({
        unschedulable: true,
      });
      try {
        await create(suite(), 'pods', {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'bound' },
          spec: {
            nodeSelector: {
              'kubernetes.io/hostname': node.labels?.['kubernetes.io/hostname'],
            },
            containers: [{ name: 'app', image: 'registry.example/app:1.0.0' }],
          },
        });
        const waiting = await eventually(
          () => get(suite(), 'pods', 'bound'),
          object => Boolean(statusOf(object).conditions?.length),
        );
        expect(statusOf(waiting).conditions).toEqual([
          expect.objectContaining({
            reason: 'Unschedulable',
            message: expect.stringContaining('1 node(s) were unschedulable'),
          }),
        ]);
      } finally {
        await setUnschedulable(null);
      }
      await eventually(
        () => get(suite(), 'pods', 'bound'),
        ({ spec }) => (spec as { nodeName?: string }).nodeName === node.name,
      );
    });
  });

  describe('autoscalers', () => {
    it('are kept with their bounds, which must fit', async () => {
      const name = 'bounded';
      await create(suite(), 'autoscaling/v2/horizontalpodautoscalers', {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
          minReplicas: 2,
          maxReplicas: 4,
        },
      });
      const patch = (spec: object) =>
        suite().connection.request<ApiStatus & { spec: unknown }>({
          method: 'PATCH',
          path: pathOf(
            suite(),
            'autoscaling/v2/horizontalpodautoscalers',
            name,
          ),
          contentType: 'application/merge-patch+json',
          body: { spec },
        });
      const moved = await patch({ minReplicas: 3, maxReplicas: 6 });
      expect(moved.body.spec).toMatchObject({
        scaleTargetRef: { kind: 'Deployment', name },
        minReplicas: 3,
        maxReplicas: 6,
      });
      const crossed = await patch({ maxReplicas: 2 });
      expect(crossed.status).toBe(422);
      expect(crossed.body.message).toContain(
        'spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`',
      );
    });
  });
}
