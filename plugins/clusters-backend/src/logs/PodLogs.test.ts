import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { mockServices } from '@backstage/backend-test-utils';
import {
  LOG_END_MARKER,
  logQuerySchema,
} from '@groundcrew/plugin-clusters-common';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { KubeConfigClusterGateway } from '../gateway';
import { ScriptedApiServer } from '../__testUtils__/ScriptedApiServer';
import { PodLogs, type LogLimits, type PodLogRequest } from './PodLogs';

const LOG_PATH = '/api/v1/namespaces/shop/pods/checkout-1/log';

describe('PodLogs', () => {
  let server: ScriptedApiServer;
  let gateway: KubeConfigClusterGateway;
  let responses: ServerResponse[];
  let gone: AbortController;

  beforeEach(async () => {
    server = await ScriptedApiServer.start();
    gateway = KubeConfigClusterGateway.create({
      connection: server.connection,
    });
    responses = [];
    gone = new AbortController();
  });

  afterEach(async () => {
    gone.abort();
    gateway.close();
    await server.stop();
  });

  /** Answers requests for the log with what a test does to the response. */
  function serveLog(answer: (response: ServerResponse) => void) {
    server.script = ({ path }, response) => {
      if (path !== LOG_PATH) {
        return false;
      }
      responses.push(response);
      answer(response);
      return true;
    };
  }

  function refuseWith(code: number, message: string) {
    serveLog(response => {
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ kind: 'Status', code, message }));
    });
  }

  function createLogs(limits?: Partial<LogLimits>): PodLogs {
    const { service, feed } = createClusterHub({
      logger: mockServices.rootLogger(),
    });
    const writer = feed.addCluster({ name: 'prod', origin: 'config' });
    writer.apply('Pod', 'ADDED', {
      metadata: {
        name: 'checkout-1',
        namespace: 'shop',
        uid: 'pod-1',
        resourceVersion: '1',
      },
      spec: { containers: [{ name: 'app' }] },
    } as object);
    writer.apply('Pod', 'ADDED', {
      metadata: {
        name: 'meshed-1',
        namespace: 'shop',
        uid: 'pod-2',
        resourceVersion: '2',
      },
      spec: {
        containers: [{ name: 'app' }, { name: 'proxy' }],
        initContainers: [{ name: 'setup' }],
      },
    } as object);
    return PodLogs.create({
      clusters: service,
      gatewayOf: () => gateway,
      limits,
    });
  }

  function request(more: Partial<PodLogRequest> = {}): PodLogRequest {
    return {
      cluster: 'prod',
      namespace: 'shop',
      pod: 'checkout-1',
      ...logQuerySchema.parse({}),
      ...more,
    };
  }

  const open = (
    logs: PodLogs,
    more: Partial<PodLogRequest> = {},
    expiresAt?: Date,
  ) => logs.open(request(more), { signal: gone.signal, expiresAt });

  it('asks for what was asked of it', async () => {
    serveLog(response => response.end('one\ntwo\n'));
    const log = await open(createLogs(), {
      previous: true,
      tailLines: 7,
      sinceSeconds: 60,
      timestamps: true,
    });
    await expect(text(log)).resolves.toBe('one\ntwo\n');
    const [asked] = server.requests;
    expect(Object.fromEntries(asked.query)).toEqual({
      container: 'app',
      follow: 'false',
      previous: 'true',
      tailLines: '7',
      sinceSeconds: '60',
      timestamps: 'true',
    });
  });

  it('hands lines on while more of them are written', async () => {
    serveLog(response => response.write('one\n'));
    const log = await open(createLogs(), { follow: true });
    await once(log, 'readable');
    expect(String(log.read())).toBe('one\n');
    responses[0].end('two\n');
    await expect(text(log)).resolves.toBe('two\n');
  });

  it('goes on behind a line of 5 MB, and behind bytes that are no text', async () => {
    serveLog(response => {
      response.write('before\n');
      response.write(`${'x'.repeat(5_000_000)}\n`);
      response.write(Buffer.from([0x00, 0xff, 0xfe, 0x1b, 0x0a]));
      response.end('after\n');
    });
    const lines = (await text(await open(createLogs()))).split('\n');
    expect(lines).toEqual([
      'before',
      expect.stringMatching(/^x{1000,}.{1,100}$/),
      '␀\ufffd\ufffd␛',
      'after',
      '',
    ]);
    expect(lines[1].length).toBeLessThan(100_000);
  });

  it('ends when it has grown too long, and says so', async () => {
    serveLog(response => response.end('0123456789\n'.repeat(1_000)));
    const log = await open(createLogs({ maxBytes: 22 }));
    await expect(text(log)).resolves.toMatch(
      new RegExp(`^0123456789\n0123456789\n${LOG_END_MARKER}bytes: .+\n$`),
    );
  });

  it('ends after its time', async () => {
    serveLog(response => response.write('one\n'));
    const log = await open(createLogs({ maxDurationMs: 50 }), { follow: true });
    await expect(text(log)).resolves.toMatch(
      new RegExp(`^one\n${LOG_END_MARKER}time: .+\n$`),
    );
  });

  it('ends with the token of whoever reads it', async () => {
    serveLog(response => response.write('one\n'));
    const log = await open(
      createLogs(),
      { follow: true },
      new Date(Date.now() + 50),
    );
    await expect(text(log)).resolves.toMatch(
      new RegExp(`^one\n${LOG_END_MARKER}token: .+\n$`),
    );
    await eventually(() => responses[0].destroyed);
  });

  it('says when the connection to the cluster broke', async () => {
    serveLog(response => response.write('one\ntw'));
    const log = await open(createLogs(), { follow: true });
    await once(log, 'readable');
    responses[0].destroy();
    await expect(text(log)).resolves.toMatch(
      new RegExp(`^one\ntw\n${LOG_END_MARKER}connection: .+\n$`),
    );
  });

  it('lets go of the cluster when the reader hangs up', async () => {
    serveLog(response => response.write('one\n'));
    await open(createLogs(), { follow: true });
    expect(responses[0].destroyed).toBe(false);
    gone.abort();
    await eventually(() => responses[0].destroyed);
  });

  it('lets go of the cluster when the log is closed', async () => {
    serveLog(response => response.write('one\n'));
    const log = await open(createLogs(), { follow: true });
    expect(responses[0].destroyed).toBe(false);
    log.destroy();
    await eventually(() => responses[0].destroyed);
  });

  it.each<[string, number, string, string, RegExp]>([
    [
      'a container that has not started',
      400,
      'container "app" in pod "checkout-1" is waiting to start: ContainerCreating',
      'ConflictError',
      /'app' has not started yet.*ContainerCreating/,
    ],
    [
      'a container without a previous run',
      400,
      'previous terminated container "app" in pod "checkout-1" not found',
      'NotFoundError',
      /no previous run/,
    ],
    [
      'a container that there is not any more',
      400,
      'container app is not valid for pod checkout-1',
      'InputError',
      /not one of/,
    ],
    [
      'a pod that has just been deleted',
      404,
      'pods "checkout-1" not found',
      'NotFoundError',
      /is gone/,
    ],
    [
      'credentials that may not read logs',
      403,
      'pods "checkout-1" is forbidden',
      'ServiceUnavailableError',
      /pods\/log/,
    ],
    [
      'a node that does not answer, without its address',
      500,
      'Get "https://10.1.2.3:10250/containerLogs": dial tcp 10.1.2.3:10250',
      'ServiceUnavailableError',
      /^(?!.*10\.1\.2\.3).*node/,
    ],
  ])('explains %s', async (_, code, message, name, words) => {
    refuseWith(code, message);
    const error = await open(createLogs()).catch(each => each);
    expect(error).toMatchObject({
      name,
      message: expect.stringMatching(words),
    });
  });

  it('explains a cluster that cannot be reached', async () => {
    const logs = createLogs();
    await server.stop();
    await expect(open(logs)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/connection refused/),
    });
    await server.listen();
  });

  it.each<[string, Partial<PodLogRequest>, string]>([
    ['an unknown cluster', { cluster: 'nowhere' }, 'NotFoundError'],
    ['an unknown pod', { pod: 'checkout-2' }, 'NotFoundError'],
    ['a name that leads elsewhere', { pod: '..' }, 'NotFoundError'],
    ['an unknown container', { container: 'db' }, 'NotFoundError'],
    ['a choice of containers', { pod: 'meshed-1' }, 'InputError'],
  ])('refuses %s without asking the cluster', async (_, more, name) => {
    await expect(open(createLogs(), more)).rejects.toMatchObject({ name });
    expect(server.requests).toEqual([]);
  });
});
