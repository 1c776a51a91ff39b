import type { ApiList, ApiStatus } from '../ClusterConnection';
import { eventually } from '../eventually';
import { create, deployment, pathOf, type SuiteOf } from '../Suite';

/** What containers write. Only where nodes play it. */
export function logChecks(suite: SuiteOf): void {
  describe('logs', () => {
    const podOf = async (app: string) => {
      const pods = await eventually(
        async () =>
          (
            await suite().connection.request<ApiList>({
              path: `${pathOf(suite(), 'pods')}?labelSelector=app%3D${app}`,
            })
          ).body.items,
        items =>
          (items[0]?.status as { phase?: string } | undefined)?.phase ===
          'Running',
      );
      return pods[0].metadata.name;
    };

    it('are plain text, and can be cut to their last lines', async () => {
      if (!suite().target.hasLogs) {
        return;
      }
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('logging', { replicas: 1 }),
      );
      const path = `${pathOf(suite(), 'pods', await podOf('logging'))}/log`;
      const { text, contentType } = await eventually(
        () => suite().connection.request({ path }),
        answer => answer.text.split('\n').length > 3,
      );
      expect(contentType).toContain('text/plain');
      expect(text.endsWith('\n')).toBe(true);
      const tail = await suite().connection.request({
        path: `${path}?tailLines=1`,
      });
      expect(tail.text.trimEnd().split('\n')).toHaveLength(1);
    });

    it('say which container is unknown, and that there was no previous run', async () => {
      if (!suite().target.hasLogs) {
        return;
      }
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('quiet', { replicas: 1 }),
      );
      const path = `${pathOf(suite(), 'pods', await podOf('quiet'))}/log`;
      const unknown = await suite().connection.request<ApiStatus>({
        path: `${path}?container=other`,
      });
      expect(unknown.status).toBe(400);
      expect(unknown.body.message).toMatch(
        /container other is not valid for pod/,
      );
      const previous = await suite().connection.request<ApiStatus>({
        path: `${path}?previous=true`,
      });
      expect(previous.status).toBe(400);
      expect(previous.body.message).toMatch(
        /previous terminated container "app" in pod .* not found/,
      );
    });
  });

  describe('metrics', () => {
    it('tell what nodes use', async () => {
      if (!suite().target.hasMetrics) {
        return;
      }
      const { body } = await suite().connection.request<ApiList>({
        path: '/apis/metrics.k8s.io/v1beta1/nodes',
      });
      expect(body.kind).toBe('NodeMetricsList');
      expect(body.items[0]).toMatchObject({
        timestamp: expect.any(String),
        window: expect.any(String),
        usage: {
          cpu: expect.stringMatching(/^\d+[num]?$/),
          memory: expect.stringMatching(/^\d+(Ki|Mi)?$/),
        },
      });
    });
  });
}
