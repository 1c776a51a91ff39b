import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OperationsService } from './OperationsService';
import { operationsServiceRef } from './operationsServiceRef';

const target = { cluster: 'dev', kind: 'Node', name: 'node-1' };
const preview = {
  operation: 'kubernetes.cordon',
  target,
};

describe('operationsServiceRef', () => {
  let server: Server;
  let operations: OperationsService;
  const asked: { request: string; token: string; body: string }[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) {
        body += chunk;
      }
      asked.push({
        request: `${request.method} ${request.url}`,
        token: request.headers.authorization ?? '',
        body,
      });
      response
        .writeHead(403, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { message: 'no' }, response: {} }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const discovery = mockServices.discovery.mock({
      getBaseUrl: async plugin => `http://127.0.0.1:${port}/api/${plugin}`,
    });
    let resolve: (service: OperationsService) => void = () => {};
    const started = new Promise<OperationsService>(given => {
      resolve = given;
    });
    await startTestBackend({
      features: [
        discovery.factory,
        createBackendPlugin({
          pluginId: 'other',
          register(env) {
            env.registerInit({
              deps: { service: operationsServiceRef },
              async init({ service }) {
                resolve(service);
              },
            });
          },
        }),
      ],
    });
    operations = await started;
  });

  afterAll(() => {
    server.close();
  });

  it.each<
    [
      string,
      (
        service: OperationsService,
        options: { credentials: ReturnType<typeof mockCredentials.user> },
      ) => Promise<unknown>,
    ]
  >([
    [
      'GET /verbs?cluster=dev&kind=Node&name=node-1',
      (service, options) => service.listVerbs(target, options),
    ],
    ['POST /previews', (service, options) => service.preview(preview, options)],
    [
      'POST /operations',
      (service, options) => service.submit(preview, options),
    ],
    [
      'GET /operations/op-1',
      (service, options) => service.getOperation('op-1', options),
    ],
    [
      'GET /operations?limit=2',
      (service, options) => service.listOperations({ limit: 2 }, options),
    ],
    [
      'POST /operations/op-1/commands',
      (service, options) =>
        service.command('op-1', { command: 'cancel' }, options),
    ],
  ])('asks %s on behalf of whoever asks', async (request, call) => {
    const credentials = mockCredentials.user('user:default/dana');
    await expect(call(operations, { credentials })).rejects.toMatchObject({
      statusCode: 403,
    });
    const [method, path] = request.split(' ');
    expect(asked.at(-1)).toMatchObject({
      request: `${method} /api/groundcrew-operations/v1${path}`,
      token: expect.stringMatching(/^Bearer .*user:default\/dana/),
    });
  });
});
