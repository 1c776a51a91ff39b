import type { ApiStatus } from '../ClusterConnection';
import { pathOf, type SuiteOf } from '../Suite';

/** Who is let in, and to what. */
export function accessChecks(suite: SuiteOf): void {
  describe('access', () => {
    it('refuses a wrong token', async () => {
      const { status, body } = await suite().connection.request<ApiStatus>({
        path: pathOf(suite(), 'pods'),
        token: 'wrong',
      });
      expect(status).toBe(401);
      expect(body).toMatchObject({
        kind: 'Status',
        status: 'Failure',
        reason: 'Unauthorized',
        code: 401,
      });
    });

    it('lets nobody read without a token', async () => {
      const { status } = await suite().connection.request({
        path: pathOf(suite(), 'pods'),
        token: null,
      });
      expect([401, 403]).toContain(status);
    });

    it('says what somebody without rights lacks', async () => {
      const { strangerToken } = suite().target;
      if (!strangerToken) {
        return;
      }
      const { status, body } = await suite().connection.request<ApiStatus>({
        path: pathOf(suite(), 'secrets'),
        token: strangerToken,
      });
      expect(status).toBe(403);
      expect(body).toMatchObject({
        kind: 'Status',
        reason: 'Forbidden',
        code: 403,
      });
      expect(body.message).toMatch(
        /^secrets is forbidden: User ".+" cannot list resource "secrets"/,
      );
    });

    it('tells what a user may do', async () => {
      const review = (verb: string, token?: string) =>
        suite().connection.request<{ status: { allowed: boolean } }>({
          method: 'POST',
          path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          token,
          body: {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
            spec: {
              resourceAttributes: {
                verb,
                resource: 'pods',
                namespace: suite().namespace,
              },
            },
          },
        });
      expect((await review('list')).body.status.allowed).toBe(true);
      const { strangerToken } = suite().target;
      if (strangerToken) {
        expect((await review('list', strangerToken)).body.status.allowed).toBe(
          false,
        );
      }
    });

    it('says 501 of what it does not do', async () => {
      if (!suite().target.refusesUnsupported) {
        return;
      }
      const { status, body } = await suite().connection.request<ApiStatus>({
        method: 'PATCH',
        path: `${pathOf(suite(), 'configmaps', 'applied')}?fieldManager=suite`,
        contentType: 'application/apply-patch+yaml',
        body: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'applied' },
        },
      });
      expect(status).toBe(501);
      expect(body.message).toMatch(/sandbox/i);
    });
  });
}
