import { connect } from 'node:net';
import { request as httpRequest } from 'node:http';
import { TestCluster, createTestCluster } from '../testing/createTestCluster';
import { openStream, request } from '../testing/request';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

describe('ApiServer', () => {
  let test: TestCluster;

  beforeAll(async () => {
    test = await createTestCluster();
  });

  afterAll(async () => {
    await test.stop();
  });

  const get = (path: string, options?: Parameters<typeof request>[2]) =>
    request(test.cluster, path, options);

  describe('authentication', () => {
    it('answers its version and health to anybody', async () => {
      expect((await get('/version', { token: '' })).body).toMatchObject({
        major: '1',
        minor: '34',
      });
      for (const path of ['/healthz', '/readyz', '/livez']) {
        expect(await get(path, { token: '' })).toMatchObject({
          status: 200,
          text: 'ok',
        });
      }
    });

    it('knows no wrong or expired token', async () => {
      expect(await get(CONFIG_MAPS, { token: 'wrong' })).toMatchObject({
        status: 401,
        body: {
          kind: 'Status',
          status: 'Failure',
          message: 'Unauthorized',
          reason: 'Unauthorized',
          code: 401,
        },
      });
      const token = test.cluster.addToken({ name: 'brief', rules: [] });
      test.cluster.authorizer.expire(token);
      expect((await get(CONFIG_MAPS, { token })).status).toBe(401);
      test.cluster.authorizer.renew(token);
      expect((await get(CONFIG_MAPS, { token })).status).toBe(403);
    });

    it.each([
      [
        CONFIG_MAPS,
        'configmaps is forbidden: User "limited" cannot list resource "configmaps" in API group "" in the namespace "default"',
      ],
      [
        '/api/v1/secrets?watch=1',
        'secrets is forbidden: User "limited" cannot watch resource "secrets" in API group "" at the cluster scope',
      ],
      [
        '/apis/apps/v1/namespaces/default/deployments/x/scale',
        'deployments.apps "x" is forbidden: User "limited" cannot get resource "deployments/scale" in API group "apps" in the namespace "default"',
      ],
    ])('refuses %s to whoever may not', async (path, message) => {
      const token = test.cluster.addToken({
        name: 'limited',
        rules: [
          { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
        ],
      });
      expect(await get(path, { token })).toMatchObject({
        status: 403,
        body: { reason: 'Forbidden', message },
      });
      expect((await get('/api/v1/pods', { token })).status).toBe(200);
    });

    it('keeps rules to their namespaces and names', async () => {
      const token = test.cluster.addToken({
        name: 'narrow',
        rules: [
          {
            apiGroups: [''],
            resources: ['configmaps'],
            verbs: ['*'],
            namespaces: ['kube-system'],
          },
          {
            apiGroups: [''],
            resources: ['secrets'],
            resourceNames: ['one'],
            verbs: ['get'],
          },
        ],
      });
      const status = async (path: string) =>
        (await get(path, { token })).status;
      expect(await status('/api/v1/namespaces/kube-system/configmaps')).toBe(
        200,
      );
      expect(await status(CONFIG_MAPS)).toBe(403);
      expect(await status('/api/v1/configmaps')).toBe(403);
      expect(await status('/api/v1/namespaces/default/secrets/one')).toBe(404);
      expect(await status('/api/v1/namespaces/default/secrets/two')).toBe(403);
    });

    it('answers questions about oneself', async () => {
      const review = (resourceAttributes: object, token?: string) =>
        get('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
          method: 'POST',
          token,
          body: {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
            spec: { resourceAttributes },
          },
        });
      const { reader } = test.cluster.tokens;
      const asked = { verb: 'delete', resource: 'pods', namespace: 'default' };
      expect(await review(asked, reader)).toMatchObject({
        status: 201,
        body: { status: { allowed: false } },
      });
      expect((await review(asked)).body.status).toEqual({ allowed: true });
      const log = { verb: 'get', resource: 'pods', subresource: 'log' };
      expect((await review(log, reader)).body.status.allowed).toBe(true);
      const who = await get(
        '/apis/authentication.k8s.io/v1/selfsubjectreviews',
        { method: 'POST', body: {}, token: reader },
      );
      expect(who.body.status.userInfo.username).toBe('sandbox-reader');
    });
  });

  it('speaks no plain HTTP', async () => {
    const url = test.cluster.url.replace('https', 'http');
    await expect(
      new Promise((resolve, reject) => {
        httpRequest(url, resolve).on('error', reject).end();
      }),
    ).rejects.toThrow();
  });

  describe('discovery', () => {
    it('lists groups and their resources', async () => {
      expect((await get('/api')).body.versions).toEqual(['v1']);
      const groups = (await get('/apis')).body.groups;
      expect(groups).toContainEqual({
        name: 'apps',
        versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
        preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
      });
      expect((await get('/apis/apps')).body.name).toBe('apps');
      const { resources } = (await get('/apis/apps/v1')).body;
      expect(resources).toContainEqual(
        expect.objectContaining({
          name: 'deployments',
          kind: 'Deployment',
          namespaced: true,
          shortNames: ['deploy'],
        }),
      );
      expect(resources).toContainEqual(
        expect.objectContaining({ name: 'deployments/scale', kind: 'Scale' }),
      );
    });

    it('tells what nobody has from what the sandbox lacks', async () => {
      expect((await get('/apis/nobody.example/v1/things')).status).toBe(404);
      expect(await get('/api/v1/things')).toMatchObject({
        status: 404,
        body: { message: 'the server could not find the requested resource' },
      });
      for (const path of [
        '/api/v1/replicationcontrollers',
        '/apis/events.k8s.io/v1/events',
        '/api/v1/namespaces/default/pods/x/exec',
      ]) {
        expect(await get(path)).toMatchObject({
          status: 501,
          body: {
            reason: 'NotImplemented',
            message: expect.stringContaining('not implemented in the sandbox'),
          },
        });
      }
    });

    it('has enough OpenAPI for kubectl', async () => {
      const { paths } = (await get('/openapi/v3')).body;
      const document = await get(paths['apis/apps/v1'].serverRelativeURL);
      expect(
        document.body.paths[
          '/apis/apps/v1/namespaces/{namespace}/deployments/{name}'
        ].patch.parameters,
      ).toContainEqual(expect.objectContaining({ name: 'fieldValidation' }));
      expect((await get('/openapi/v2')).status).toBe(501);
    });
  });

  describe('the network', () => {
    it('refuses connections while stopped and has the same address after', async () => {
      const { url } = test.cluster;
      const watch = await openStream(test.cluster, `${CONFIG_MAPS}?watch=1`);
      await test.cluster.stop();
      await expect(watch.ended).rejects.toThrow();
      await expect(get('/version')).rejects.toThrow('ECONNREFUSED');
      await test.cluster.start();
      expect(test.cluster.url).toBe(url);
      expect((await get('/version')).status).toBe(200);
    });

    it('accepts and keeps silent while it hangs', async () => {
      const watch = await openStream(test.cluster, `${CONFIG_MAPS}?watch=1`);
      await watch.until(1);
      test.cluster.server.setReachability('hanging');
      const socket = connect(Number(new URL(test.cluster.url).port));
      await new Promise(resolve => socket.once('connect', resolve));
      test.cluster.api.create(
        test.cluster.api.registry.findKind('v1', 'ConfigMap')!,
        { metadata: { name: 'unheard', namespace: 'default' } },
        { manager: 'test' },
      );
      test.cluster.server.setReachability('open');
      await expect(watch.ended).rejects.toThrow();
      expect(
        watch.events().map(event => event.object.metadata.name),
      ).not.toContain('unheard');
      socket.destroy();
      expect((await get('/version')).status).toBe(200);
    });

    it('takes its time when it is slow', async () => {
      test.cluster.server.delayMs = 3_000;
      let answered = false;
      const answer = get('/version').then(result => {
        answered = true;
        return result;
      });
      // An answer that is not held back comes before this one.
      test.cluster.server.delayMs = 3_000;
      await new Promise(resolve => setImmediate(resolve));
      expect(answered).toBe(false);
      const advance = setInterval(() => test.clock.advance(1_000), 5);
      expect((await answer).status).toBe(200);
      clearInterval(advance);
      test.cluster.server.delayMs = 0;
    });
  });
});
