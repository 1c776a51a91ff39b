import { eventually } from '../eventually';
import { create, get, pathOf, type SuiteOf } from '../Suite';
import type { WorkloadStatus } from '../workloadStatus';

/** What does not fit: by the scheduler, and by quota. */
export function capacityChecks(suite: SuiteOf): void {
  describe('capacity', () => {
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
        () => get(suite(), 'pods', 'huge'),
        object => Boolean((object.status as WorkloadStatus).conditions?.length),
      );
      expect((pod.status as WorkloadStatus).conditions).toEqual([
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
        () => get(suite(), 'resourcequotas', 'cpu'),
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
