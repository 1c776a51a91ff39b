import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  type ClusterFixture,
  compareWithRoutes,
  createClusterFixture,
  eventually,
} from '@groundcrew/plugin-clusters-node/testUtils';
import request from 'supertest';
import clustersPlugin from './index';
import {
  personaPermissions,
  personas,
  type PersonaName,
} from './__testUtils__/personas';
import { ScriptedApiServer } from './__testUtils__/ScriptedApiServer';
import { SHOP } from './__testUtils__/shop';
import { createRouter, type RouterOptions } from './router/createRouter';

jest.setTimeout(60_000);

const BASE = '/api/groundcrew-clusters';

describe('the clusters plugin', () => {
  let fixture: ClusterFixture;
  let apiServer: ScriptedApiServer;
  let backend: TestBackend;
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({
      success: async () => {},
      fail: async () => {},
    }),
  });

  beforeAll(async () => {
    apiServer = await ScriptedApiServer.start({ kinds: ['Namespace', 'Pod'] });
    apiServer.put('Pod', 'web-1', { spec: { containers: [{ name: 'app' }] } });
    apiServer.script = ({ path }, response) => {
      if (path.endsWith('/pods/web-1/log')) {
        response.end('listening\n');
        return true;
      }
      return false;
    };
    fixture = createClusterFixture({
      clusters: {
        dev: { environment: 'dev', objects: SHOP },
        prod: { environment: 'prod', objects: SHOP },
        vault: { environment: 'vault', objects: SHOP },
      },
    });
    backend = await startTestBackend({
      features: [
        clustersPlugin,
        fixture.factory,
        personaPermissions,
        auditor.factory,
        catalogServiceMock.factory(),
        metricsServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            groundcrew: {
              clusters: {
                allowLoopback: true,
                encryptionKeys: [
                  { id: 'k', key: randomBytes(32).toString('base64') },
                ],
                settings: [
                  {
                    name: 'live',
                    environment: 'dev',
                    defaultOwner: 'group:default/checkout',
                  },
                ],
              },
            },
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      name: 'live',
                      url: apiServer.connection.server,
                      authProvider: 'serviceAccount',
                      serviceAccountToken: apiServer.token,
                      caData: Buffer.from(
                        apiServer.connection.certificateAuthority ?? '',
                      ).toString('base64'),
                    },
                  ],
                },
              ],
            },
          },
        }),
      ],
    });
    await eventually(() =>
      fixture.service
        .clusters()
        .some(
          ({ name }) =>
            name === 'live' && fixture.service.store(name).count('Pod') === 1,
        ),
    );
    // Now that the cluster from config has been looked at, nobody else writes to these.
    fixture.feed.problems = [
      { cluster: 'twin', message: 'two clusters have this name' },
    ];
  });

  afterAll(async () => {
    await backend.stop();
    await apiServer.stop();
  });

  function ask(
    persona: PersonaName,
    path: string,
    method: 'get' | 'post' | 'delete' = 'get',
  ) {
    return request(backend.server)
      [method](`${BASE}${path}`)
      .set('Authorization', personas[persona]);
  }

  describe('who may', () => {
    const everybody = {
      developer: 200,
      owner: 200,
      operator: 200,
      viewer: 200,
    };
    const operators = { developer: 403, owner: 403, viewer: 403 };
    const configMap = 'object?kind=ConfigMap&name=settings';
    const log = '/v1/clusters/live/namespaces/shop/pods/web-1/log';

    const matrix: [string, string, Partial<Record<PersonaName, number>>][] = [
      ['get', '/v1/clusters', everybody],
      ['get', '/v1/clusters/dev', everybody],
      ['get', '/v1/clusters/vault', { ...operators, operator: 200 }],
      ['get', `/v1/clusters/prod/${configMap}&namespace=shop`, everybody],
      [
        'get',
        `/v1/clusters/vault/${configMap}&namespace=shop`,
        { ...operators, operator: 200 },
      ],
      [
        'get',
        '/v1/clusters/prod/events?kind=Deployment&namespace=shop&name=checkout',
        everybody,
      ],
      [
        'get',
        '/v1/clusters/vault/events?kind=Deployment&namespace=shop&name=checkout',
        { ...operators, operator: 200 },
      ],
      ['get', log, { ...everybody, viewer: 403 }],
      // Of prod, that the owner may, but the developer not; these clusters have no API server to ask.
      [
        'get',
        '/v1/clusters/prod/namespaces/shop/pods/checkout-1-a/log',
        { developer: 403, owner: 404, operator: 404, viewer: 403 },
      ],
      // Somebody else's.
      [
        'get',
        '/v1/clusters/prod/namespaces/billing/pods/x/log',
        { developer: 403, owner: 403, operator: 404, viewer: 403 },
      ],
      ['get', '/v1/registrations', { ...operators, operator: 200 }],
      ['post', '/v1/registrations', { ...operators, operator: 400 }],
      ['post', '/v1/registrations/test', { ...operators, operator: 200 }],
      ['delete', '/v1/registrations/none', { ...operators, operator: 404 }],
      ['get', '/v1/rbac-manifest', everybody],
      ['get', '/v1/openapi.json', everybody],
    ];

    it('is said for every route', () => {
      const router = createRouter({
        httpAuth: mockServices.httpAuth.mock(),
        auditor: mockServices.auditor.mock(),
      } as Partial<RouterOptions> as RouterOptions);
      expect(
        compareWithRoutes(
          router,
          matrix.map(([method, path]) => `${method} ${path}`),
        ),
      ).toEqual({ untried: [], unknown: [] });
    });

    it.each(matrix)('%s %s', async (method, path, expected) => {
      const statuses: Partial<Record<PersonaName, number>> = {};
      for (const persona of Object.keys(personas) as PersonaName[]) {
        const asked = ask(persona, path, method as 'get');
        const { status } =
          method === 'post'
            ? await asked.send({
                name: 'edge',
                connection: {
                  server: 'https://169.254.169.254',
                  credentials: { token: 'x' },
                },
              })
            : await asked;
        statuses[persona] = status;
      }
      expect(statuses).toEqual({ ...expected, anonymous: 401, service: 403 });
    });

    it.each(Object.keys(personas) as PersonaName[])(
      'lets %s ask for its health',
      async persona => {
        // The routes of Backstage itself are not ours to guard.
        const { status } = await request(backend.server)
          .get('/.backstage/health/v1/liveness')
          .set('Authorization', personas[persona]);
        expect(status).toBe(200);
      },
    );
  });

  describe('the fleet', () => {
    it('holds what the person may see, by environment', async () => {
      const names = async (persona: PersonaName) =>
        (await ask(persona, '/v1/clusters')).body.items.map(
          ({ name }: { name: string }) => name,
        );
      expect(await names('operator')).toEqual(['dev', 'live', 'prod', 'vault']);
      expect(await names('viewer')).toEqual(['dev', 'live', 'prod']);
    });

    it('tells problems to those who could mend them', async () => {
      const problems = async (persona: PersonaName) =>
        (await ask(persona, '/v1/clusters')).body.problems;
      expect(await problems('operator')).toEqual([
        { cluster: 'twin', message: 'two clusters have this name' },
      ]);
      expect(await problems('owner')).toEqual([]);
    });

    it('never holds an address or a credential', async () => {
      const { text } = await ask('operator', '/v1/clusters');
      expect(text).not.toContain(String(apiServer.port));
      expect(text).not.toContain(apiServer.token);
    });

    it('is not sent again while nothing changed', async () => {
      const path = '/v1/clusters/prod';
      const first = await ask('viewer', path);
      expect(first.headers['cache-control']).toBe('private, no-cache');
      const again = await ask('viewer', path).set(
        'If-None-Match',
        first.headers.etag,
      );
      expect(again.status).toBe(304);
      expect(again.text).toBe('');

      fixture.writer('prod').updateState({ version: 'v1.34.5' });
      const changed = await ask('viewer', path).set(
        'If-None-Match',
        first.headers.etag,
      );
      expect(changed.body).toMatchObject({ version: 'v1.34.5' });
    });

    it('tells of nodes, and of what pods ask of them', async () => {
      const { body } = await ask('viewer', '/v1/clusters/prod');
      expect(body.nodeList).toEqual([
        {
          name: 'node-1',
          ready: true,
          schedulable: false,
          remarks: ['cordoned', 'MemoryPressure'],
          version: 'v1.34.4',
          zone: 'a',
          allocatable: {
            cpuMillicores: 4_000,
            memoryBytes: 8 * 2 ** 30,
            pods: 110,
          },
          requested: { cpuMillicores: 250, memoryBytes: 64 * 2 ** 20, pods: 1 },
        },
      ]);
      expect(body.kinds).toContainEqual(
        expect.objectContaining({ kind: 'Pod', state: 'synced', objects: 1 }),
      );
    });
  });

  describe('an object', () => {
    const object = (persona: PersonaName, query: string, cluster = 'prod') =>
      ask(persona, `/v1/clusters/${cluster}/object?${query}`);

    it('shows configuration to those who may read it there', async () => {
      const query = 'kind=ConfigMap&namespace=shop&name=settings';
      const shown = await object('owner', query);
      expect(shown.body).toMatchObject({
        configurationHidden: false,
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          data: { mode: 'configured-value' },
        },
      });
      for (const persona of ['viewer', 'developer'] as const) {
        const hidden = await object(persona, query);
        expect(hidden.body.configurationHidden).toBe(true);
        expect(hidden.text).not.toContain('configured-value');
      }
      const inDev = await object('developer', query, 'dev');
      expect(inDev.body.configurationHidden).toBe(false);
    });

    it('does not show configuration of others', async () => {
      const { body, text } = await object(
        'owner',
        'kind=ConfigMap&namespace=billing&name=settings',
      );
      expect(body.configurationHidden).toBe(true);
      expect(text).not.toContain('configured-value');
    });

    it('hides literal environment as configuration', async () => {
      const query = 'kind=Deployment&namespace=shop&name=checkout';
      expect((await object('viewer', query)).text).not.toContain(
        'literal-configuration',
      );
      expect((await object('owner', query)).text).toContain(
        'literal-configuration',
      );
    });

    it('never shows a Secret, whoever asks', async () => {
      const { body, text } = await object(
        'operator',
        'kind=Secret&namespace=shop&name=password',
      );
      expect(body.object).toMatchObject({ metadata: { name: 'password' } });
      expect(text).not.toContain('c2VjcmV0');
      expect(body.object).not.toHaveProperty('data');
    });

    it('is decided on where it is, not on a namespace that is asked for beside it', async () => {
      const { body } = await object(
        'owner',
        'kind=Node&namespace=shop&name=node-1',
      );
      // Of the cluster, that the group does not own.
      expect(body.configurationHidden).toBe(true);
      expect(body.ref).toEqual({
        cluster: 'prod',
        kind: 'Node',
        name: 'node-1',
      });
    });

    it.each<[string, string, number, RegExp]>([
      [
        'that is gone',
        'kind=Pod&namespace=shop&name=gone',
        404,
        /no Pod shop\/gone in cluster 'prod': it was deleted, or never existed/,
      ],
      [
        'of a kind that is not watched',
        'kind=Lease&namespace=shop&name=x',
        404,
        /'Lease' are not watched/,
      ],
      ['without a name', 'kind=Pod', 400, /name: is missing/],
    ])('%s is explained', async (_, query, status, words) => {
      const answer = await object('operator', query);
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(words);
    });

    it('says of a kind that is not known yet that it is not', async () => {
      fixture.writer('vault').setKindState('Job', { state: 'pending' });
      const pending = await object('operator', 'kind=Job&name=x', 'vault');
      expect(pending.status).toBe(503);
      fixture.writer('vault').setKindState('Job', { state: 'forbidden' });
      const forbidden = await object('operator', 'kind=Job&name=x', 'vault');
      expect(forbidden.status).toBe(404);
      expect(forbidden.body.error.message).toMatch(/rule to add/);
    });

    it('does not tell whether it exists to those who may not read it', async () => {
      const answers = await Promise.all(
        ['settings', 'gone'].map(name =>
          object(
            'viewer',
            `kind=ConfigMap&namespace=shop&name=${name}`,
            'vault',
          ),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([403, 403]);
      expect(answers[0].body.error.message).toBe(answers[1].body.error.message);
    });
  });

  describe('events', () => {
    it('are those of the object and of what it owns, newest first', async () => {
      const { body } = await ask(
        'viewer',
        '/v1/clusters/prod/events?kind=Deployment&namespace=shop&name=checkout',
      );
      expect(body.items).toEqual([
        {
          type: 'Warning',
          reason: 'BackOff',
          message: 'Back-off restarting',
          count: 7,
          firstSeen: '2026-09-01T10:00:00.000Z',
          lastSeen: '2026-09-01T11:00:00.000Z',
          subject: {
            cluster: 'prod',
            kind: 'Pod',
            namespace: 'shop',
            name: 'checkout-1-a',
          },
        },
        expect.objectContaining({
          reason: 'ScalingReplicaSet',
          count: 1,
          lastSeen: '2026-09-01T10:00:00.000Z',
        }),
      ]);
    });
  });

  it('answers an unknown cluster with its name', async () => {
    for (const path of [
      '',
      '/object?kind=Pod&name=x',
      '/events?kind=Pod&name=x',
    ]) {
      const { status, body } = await ask('viewer', `/v1/clusters/nope${path}`);
      expect(status).toBe(404);
      expect(body.error.message).toContain("'nope'");
    }
  });

  it('sends a log as text that nobody keeps, and records who read it', async () => {
    const answer = await ask(
      'developer',
      '/v1/clusters/live/namespaces/shop/pods/web-1/log?follow',
    );
    expect(answer.text).toBe('listening\n');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'log-read',
        severityLevel: 'low',
        meta: {
          cluster: 'live',
          namespace: 'shop',
          pod: 'web-1',
          container: null,
        },
      }),
    );
  });

  it('hands a line on before the log ends, and lets go when the reader does', async () => {
    let upstream: ServerResponse | undefined;
    apiServer.script = ({ path }, response) => {
      if (!path.endsWith('/pods/web-1/log')) {
        return false;
      }
      upstream = response;
      response.write('listening\n');
      return true;
    };
    const { port } = backend.server.address() as AddressInfo;
    const reader = get({
      port,
      path: `${BASE}/v1/clusters/live/namespaces/shop/pods/web-1/log?follow`,
      headers: { authorization: personas.owner, 'accept-encoding': 'gzip' },
    });
    const [answer] = (await once(reader, 'response')) as [IncomingMessage];
    const [line] = await once(answer, 'data');
    expect(String(line)).toBe('listening\n');
    answer.on('error', () => {});
    reader.destroy();
    await eventually(() => upstream?.destroyed === true);
  });

  it('lets nobody hold more logs open than one can read', async () => {
    apiServer.script = ({ path }, response) => {
      if (!path.endsWith('/pods/web-1/log')) {
        return false;
      }
      response.write('listening\n');
      return true;
    };
    const { port } = backend.server.address() as AddressInfo;
    const open = async () => {
      const reader = get({
        port,
        path: `${BASE}/v1/clusters/live/namespaces/shop/pods/web-1/log?follow`,
        headers: { authorization: personas.owner },
      });
      const [answer] = (await once(reader, 'response')) as [IncomingMessage];
      answer.on('error', () => {}).resume();
      return { reader, status: answer.statusCode };
    };
    const readers = [];
    for (let count = 0; count < 7; count++) {
      readers.push(await open());
    }
    expect(readers.map(({ status }) => status)).toEqual([
      200, 200, 200, 200, 200, 200, 429,
    ]);
    for (const { reader } of readers) {
      reader.destroy();
    }
    await eventually(async () => {
      const { reader, status } = await open();
      reader.destroy();
      return status === 200;
    });
  });
});
