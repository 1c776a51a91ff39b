import type { ApiObject, ApiStatus } from '../ClusterConnection';
import { configMap, create, deployment, pathOf, type SuiteOf } from '../Suite';

/** Changing objects. */
export function writeChecks(suite: SuiteOf): void {
  describe('writes', () => {
    const path = (name?: string) => pathOf(suite(), 'configmaps', name);

    it('create gives an identity and records who wrote', async () => {
      const created = await create(
        suite(),
        'configmaps',
        configMap('created', { data: { a: '1' } }),
      );
      expect(created.metadata).toMatchObject({
        name: 'created',
        namespace: suite().namespace,
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        creationTimestamp: expect.stringMatching(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
        ),
      });
      const { body } = await suite().connection.request({
        method: 'POST',
        path: `${path()}?fieldManager=the-suite`,
        body: configMap('managed', { data: { a: '1' } }),
      });
      expect(body.metadata.managedFields).toMatchObject([
        { manager: 'the-suite', operation: 'Update' },
      ]);
    });

    it('create makes up a name', async () => {
      const { body } = await suite().connection.request({
        method: 'POST',
        path: path(),
        body: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { generateName: 'made-up-' },
        },
      });
      expect(body.metadata.name).toMatch(/^made-up-[a-z0-9]{5}$/);
    });

    it('create refuses a name that is taken', async () => {
      await create(suite(), 'configmaps', configMap('taken'));
      const { status, body } = await suite().connection.request<ApiStatus>({
        method: 'POST',
        path: path(),
        body: configMap('taken'),
      });
      expect(status).toBe(409);
      expect(body).toMatchObject({
        reason: 'AlreadyExists',
        message: 'configmaps "taken" already exists',
      });
    });

    it('create refuses a body that is not JSON', async () => {
      const { status, body } = await suite().connection.request<ApiStatus>({
        method: 'POST',
        path: path(),
        text: '{"kind": ',
      });
      expect(status).toBe(400);
      expect(body.kind).toBe('Status');
    });

    it('get says what is not found', async () => {
      const { status, body } = await suite().connection.request<ApiStatus>({
        path: path('nowhere'),
      });
      expect(status).toBe(404);
      expect(body).toMatchObject({
        reason: 'NotFound',
        message: 'configmaps "nowhere" not found',
      });
    });

    it('update wants the version that was read', async () => {
      const first = await create(
        suite(),
        'configmaps',
        configMap('updated', { data: { a: '1' } }),
      );
      const put = (object: ApiObject) =>
        suite().connection.request<ApiObject & ApiStatus>({
          method: 'PUT',
          path: path('updated'),
          body: object,
        });
      const second = await put({ ...first, data: { a: '2' } });
      expect(second.status).toBe(200);
      expect(Number(second.body.metadata.resourceVersion)).toBeGreaterThan(
        Number(first.metadata.resourceVersion),
      );
      const late = await put({ ...first, data: { a: '3' } });
      expect(late.status).toBe(409);
      expect(late.body).toMatchObject({ reason: 'Conflict' });
      expect(late.body.message).toContain('the object has been modified');
    });

    it('update that changes nothing keeps the version', async () => {
      const first = await create(
        suite(),
        'configmaps',
        configMap('unchanged', { data: { a: '1' } }),
      );
      const { body } = await suite().connection.request({
        method: 'PUT',
        path: path('unchanged'),
        body: first,
      });
      expect(body.metadata.resourceVersion).toBe(
        first.metadata.resourceVersion,
      );
    });

    it('dry run answers as if and keeps nothing', async () => {
      const { status } = await suite().connection.request({
        method: 'POST',
        path: `${path()}?dryRun=All`,
        body: configMap('imagined'),
      });
      expect(status).toBe(201);
      expect(
        (await suite().connection.request({ path: path('imagined') })).status,
      ).toBe(404);
    });

    it('merge patch sets, and removes by null', async () => {
      await create(
        suite(),
        'configmaps',
        configMap('merged', { data: { a: '1', b: '2' } }),
      );
      const { body } = await suite().connection.request({
        method: 'PATCH',
        path: path('merged'),
        contentType: 'application/merge-patch+json',
        body: { data: { a: null, c: '3' } },
      });
      expect(body.data).toEqual({ b: '2', c: '3' });
    });

    it('merge patch with an old version is a conflict', async () => {
      const first = await create(suite(), 'configmaps', configMap('raced'));
      const patch = (value: string) =>
        suite().connection.request({
          method: 'PATCH',
          path: path('raced'),
          contentType: 'application/merge-patch+json',
          body: {
            metadata: { resourceVersion: first.metadata.resourceVersion },
            data: { value },
          },
        });
      expect((await patch('1')).status).toBe(200);
      expect((await patch('2')).status).toBe(409);
    });

    it('JSON patch works on paths, and its tests can fail', async () => {
      await create(
        suite(),
        'configmaps',
        configMap('patched', { data: { a: '1' } }),
      );
      const patch = (operations: unknown[]) =>
        suite().connection.request<ApiObject & ApiStatus>({
          method: 'PATCH',
          path: path('patched'),
          contentType: 'application/json-patch+json',
          body: operations,
        });
      const good = await patch([
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'replace', path: '/data/a', value: '2' },
        { op: 'add', path: '/data/b', value: '3' },
      ]);
      expect(good.body.data).toEqual({ a: '2', b: '3' });
      const bad = await patch([{ op: 'test', path: '/data/a', value: '1' }]);
      expect(bad.status).toBe(422);
    });

    it('strategic merge patch knows containers by their name', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('strategic', { replicas: 0 }),
      );
      const { body } = await suite().connection.request({
        method: 'PATCH',
        path: pathOf(suite(), 'apps/v1/deployments', 'strategic'),
        contentType: 'application/strategic-merge-patch+json',
        body: {
          spec: {
            template: {
              spec: {
                containers: [{ name: 'app', env: [{ name: 'A', value: '1' }] }],
              },
            },
          },
        },
      });
      expect(body.spec).toMatchObject({
        template: {
          spec: {
            containers: [
              {
                name: 'app',
                image: 'registry.example/app:1.0.0',
                env: [{ name: 'A', value: '1' }],
              },
            ],
          },
        },
      });
      expect(body.metadata.generation).toBe(2);
    });

    it('delete honours preconditions', async () => {
      await create(suite(), 'configmaps', configMap('deleted'));
      const remove = (uid?: string) =>
        suite().connection.request({
          method: 'DELETE',
          path: path('deleted'),
          body: {
            apiVersion: 'v1',
            kind: 'DeleteOptions',
            ...(uid && { preconditions: { uid } }),
          },
        });
      expect(
        (await remove('00000000-0000-0000-0000-000000000000')).status,
      ).toBe(409);
      expect((await remove()).status).toBe(200);
      expect((await remove()).status).toBe(404);
    });

    it('delete of a collection takes what the selector matches', async () => {
      await create(
        suite(),
        'configmaps',
        configMap('swept-1', { labels: { swept: 'yes' } }),
      );
      await create(suite(), 'configmaps', configMap('kept'));
      await suite().connection.request({
        method: 'DELETE',
        path: `${path()}?labelSelector=swept`,
      });
      expect(
        (await suite().connection.request({ path: path('swept-1') })).status,
      ).toBe(404);
      expect(
        (await suite().connection.request({ path: path('kept') })).status,
      ).toBe(200);
    });
  });
}
