import type { ApiStatus } from '../ClusterConnection';
import { eventually } from '../eventually';
import { create, deployment, pathOf, type SuiteOf } from '../Suite';

/** Connections to Services through the API server. */
export function connectionChecks(suite: SuiteOf): void {
  describe('connections', () => {
    const service = (name: string, app: string, targetPort: number) =>
      create(suite(), 'services', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name },
        spec: { selector: { app }, ports: [{ port: 80, targetPort }] },
      });
    const connect = (name: string, port: number) =>
      suite().connection.request<ApiStatus>({
        path: `${pathOf(suite(), 'services')}/${name}:${port}/proxy/`,
      });

    it('say that nothing is behind a Service', async () => {
      await service('lonely', 'nobody', 8080);
      const { body, status } = await connect('lonely', 80);
      expect(status).toBe(503);
      expect(body).toMatchObject({
        kind: 'Status',
        reason: 'ServiceUnavailable',
        message: 'no endpoints available for service "lonely"',
      });
    });

    it('say that there is no such port, and no such Service', async () => {
      await service('other-port', 'nobody', 8080);
      expect((await connect('other-port', 81)).body).toMatchObject({
        code: 503,
        reason: 'ServiceUnavailable',
      });
      expect((await connect('unknown', 80)).body).toMatchObject({
        code: 404,
        reason: 'NotFound',
      });
    });

    it('are answered by what listens, and by nothing else', async () => {
      if (!suite().target.hasLogs) {
        // Nothing runs there that could answer.
        return;
      }
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('answering', { replicas: 1, port: 8080 }),
      );
      await service('answering', 'answering', 8080);
      await service('misled', 'answering', 9090);
      await eventually(
        () => connect('answering', 80),
        ({ status }) => status === 200,
      );
      expect((await connect('misled', 80)).body).toMatchObject({
        code: 503,
        message: expect.stringMatching(
          /^error trying to reach service: .*refused/,
        ),
      });
    });
  });
}
