import { randomBytes } from 'node:crypto';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { stringify } from 'yaml';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import clustersPlugin from './index';
import { personaPermissions, personas } from './__testUtils__/personas';
import { ScriptedApiServer } from './__testUtils__/ScriptedApiServer';

jest.setTimeout(60_000);

const BASE = '/api/groundcrew-clusters/v1';

/** Everything that was logged, recorded or answered in these tests. */
const written: string[] = [];
const remember = (...all: unknown[]) => {
  written.push(
    ...all.map(each =>
      each instanceof Error
        ? `${each.stack} ${JSON.stringify(
            each,
            Object.getOwnPropertyNames(each),
          )}`
        : JSON.stringify(each) ?? String(each),
    ),
  );
};

const logger = {
  error: remember,
  warn: remember,
  info: remember,
  debug: remember,
  child: () => logger,
};

const auditor = mockServices.auditor.mock({
  createEvent: async options => {
    const { request: _, ...event } = options;
    remember(event);
    return {
      success: async more => remember(more),
      fail: async more => remember(more, more.error),
    };
  },
});

describe('registering a cluster', () => {
  let apiServer: ScriptedApiServer;
  let backend: TestBackend;
  const encryptionKey = randomBytes(32).toString('base64');

  beforeAll(async () => {
    apiServer = await ScriptedApiServer.start({ kinds: ['Namespace', 'Pod'] });
    apiServer.put('Pod', 'web-1');
    apiServer.script = ({ path, headers }, response) => {
      if (headers.authorization !== `Bearer ${apiServer.token}`) {
        return false;
      }
      if (!path.endsWith('/selfsubjectaccessreviews')) {
        return false;
      }
      response.end(JSON.stringify({ status: { allowed: true } }));
      return true;
    };
    backend = await startTestBackend({
      features: [
        clustersPlugin,
        personaPermissions,
        auditor.factory,
        catalogServiceMock.factory(),
        metricsServiceMock.factory(),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => logger,
        }),
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
        mockServices.rootConfig.factory({
          data: {
            groundcrew: {
              clusters: {
                allowLoopback: true,
                encryptionKeys: [{ id: 'k', key: encryptionKey }],
              },
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
    await apiServer.stop();
  });

  async function ask(
    method: 'get' | 'post' | 'delete',
    path: string,
    body?: object | string,
  ) {
    const asked = request(backend.server)
      [method](`${BASE}${path}`)
      .set('Authorization', personas.operator)
      .set('Content-Type', 'application/json');
    const answer = await (body === undefined ? asked : asked.send(body));
    remember(answer.text, answer.headers);
    return answer;
  }

  const kubeconfig = (user: object) =>
    stringify({
      'current-context': 'main',
      clusters: [
        {
          name: 'c',
          cluster: {
            server: apiServer.connection.server,
            'certificate-authority-data': Buffer.from(
              apiServer.connection.certificateAuthority ?? '',
            ).toString('base64'),
          },
        },
      ],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'main', context: { cluster: 'c', user: 'u' } }],
    });

  it('goes from a test to a watched cluster and back, and no secret is ever written', async () => {
    const secrets = ['wrong-secret-token', apiServer.token, encryptionKey];
    const connection = { kubeconfig: kubeconfig({ token: apiServer.token }) };

    // What goes wrong first.
    for (const body of [
      `{"name": "edge", "connection": {"kubeconfig": "wrong-secret-token`,
      { name: 'edge', connection: { server: 'wrong-secret-token' } },
      {
        name: 'edge',
        connection: { kubeconfig: 'users: [{ token: "wrong-secret-token' },
      },
      {
        name: 'edge',
        connection: {
          kubeconfig: kubeconfig({ password: 'wrong-secret-token' }),
        },
      },
      {
        name: 'edge',
        connection: { kubeconfig: kubeconfig({ token: 'wrong-secret-token' }) },
      },
      {
        name: 'edge',
        connection: {
          ...apiServer.connection,
          credentials: { token: 'wrong-secret-token' },
          certificateAuthority: undefined,
        },
      },
      { name: 'edge', connection: { kubeconfig: 'x'.repeat(3_000_000) } },
    ]) {
      const refused = await ask('post', '/registrations', body);
      expect(refused.status).toBe(400);
      expect(refused.body.error.message.length).toBeGreaterThan(20);
    }

    const tested = await ask('post', '/registrations/test', { connection });
    expect(tested.body).toMatchObject({ usable: true, missing: [] });
    expect((await ask('get', '/registrations')).body).toEqual({ items: [] });

    const registered = await ask('post', '/registrations', {
      name: 'edge',
      environment: 'prod',
      connection,
    });
    expect(registered.status).toBe(201);
    expect(registered.body).toEqual({
      name: 'edge',
      environment: 'prod',
      registeredBy: 'user:default/operator',
      registeredAt: expect.any(String),
    });
    const twice = await ask('post', '/registrations', {
      name: 'edge',
      connection,
    });
    expect(twice.status).toBe(409);

    await eventually(async () => {
      const { body } = await ask('get', '/clusters');
      return body.items.some(
        (cluster: { name: string; state: string }) =>
          cluster.name === 'edge' && cluster.state === 'live',
      );
    });
    expect((await ask('get', '/registrations')).body.items).toHaveLength(1);
    const pod = '/clusters/edge/object?kind=Pod&namespace=shop&name=web-1';
    await eventually(async () => (await ask('get', pod)).status === 200);

    expect((await ask('delete', '/registrations/edge')).status).toBe(204);
    await eventually(async () => {
      const { body } = await ask('get', '/clusters');
      return body.items.length === 0;
    });
    expect((await ask('delete', '/registrations/edge')).status).toBe(404);

    const everything = written.join('\n');
    expect(everything).toContain('cluster-register');
    for (const secret of secrets) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(
        Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      );
    }
  });

  it('records who asked for what, and how it ended', async () => {
    const before = written.length;
    await ask('delete', '/registrations/none');
    const records = written.slice(before).join('\n');
    expect(records).toContain('"eventId":"cluster-remove"');
    expect(records).toContain('"severityLevel":"medium"');
    expect(records).toContain('"meta":{"cluster":"none"}');
    expect(records).toContain("No cluster 'none' is registered");
  });
});
