import type { SuiteOf } from '../Suite';

interface ResourceList {
  groupVersion: string;
  resources: {
    name: string;
    kind: string;
    namespaced: boolean;
    verbs: string[];
  }[];
}

/** What a cluster says of itself. */
export function discoveryChecks(suite: SuiteOf): void {
  describe('discovery', () => {
    it('tells its version', async () => {
      const { body } = await suite().connection.request<{
        gitVersion: string;
        major: string;
      }>({
        path: '/version',
      });
      expect(body).toMatchObject({
        major: '1',
        gitVersion: expect.stringMatching(/^v1\.\d+/),
      });
    });

    it('is ready', async () => {
      const { status, text } = await suite().connection.request({
        path: '/readyz',
      });
      expect({ status, text }).toEqual({ status: 200, text: 'ok' });
    });

    it('lists the resources of the core group with their verbs', async () => {
      const { body } = await suite().connection.request<ResourceList>({
        path: '/api/v1',
      });
      expect(body).toMatchObject({
        kind: 'APIResourceList',
        groupVersion: 'v1',
      });
      expect(body.resources.find(({ name }) => name === 'pods')).toMatchObject({
        kind: 'Pod',
        namespaced: true,
        verbs: expect.arrayContaining([
          'get',
          'list',
          'watch',
          'create',
          'update',
          'patch',
          'delete',
        ]),
      });
      expect(body.resources.map(({ name }) => name)).toEqual(
        expect.arrayContaining([
          'pods/log',
          'nodes',
          'namespaces',
          'secrets',
          'events',
        ]),
      );
    });

    it('lists its groups, and the resources of one', async () => {
      const groups = await suite().connection.request<{
        groups: { name: string }[];
      }>({ path: '/apis' });
      expect(groups.body.groups.map(({ name }) => name)).toEqual(
        expect.arrayContaining([
          'apps',
          'batch',
          'autoscaling',
          'policy',
          'discovery.k8s.io',
        ]),
      );
      const apps = await suite().connection.request<ResourceList>({
        path: '/apis/apps/v1',
      });
      expect(apps.body.resources.map(({ name }) => name)).toEqual(
        expect.arrayContaining([
          'deployments',
          'deployments/scale',
          'replicasets',
          'statefulsets',
        ]),
      );
    });

    it('answers 404 for a group that it does not serve', async () => {
      const { status } = await suite().connection.request({
        path: '/apis/nothing.example/v1',
      });
      expect(status).toBe(404);
    });
  });
}
