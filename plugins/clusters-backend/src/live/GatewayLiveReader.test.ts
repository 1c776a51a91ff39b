import type { ServerResponse } from 'node:http';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import { answer, answerStatus } from '../__testUtils__/answer';
import { ScriptedApiServer } from '../__testUtils__/ScriptedApiServer';
import { KubeConfigClusterGateway } from '../gateway';
import { GatewayLiveReader } from './GatewayLiveReader';

const LOG_PATH = '/api/v1/namespaces/shop/pods/web-0/log';
const tail = {
  namespace: 'shop',
  name: 'web-0',
  container: 'main',
  lines: 100,
  bytes: 1_000,
};

async function failureOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    thrown => thrown,
  );
  expect(error).toBeInstanceOf(ClusterRequestError);
  return (error as ClusterRequestError).failure;
}

describe('GatewayLiveReader', () => {
  let server: ScriptedApiServer;
  let gateway: KubeConfigClusterGateway;
  let reader: GatewayLiveReader;

  beforeAll(async () => {
    server = await ScriptedApiServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
    gateway = KubeConfigClusterGateway.create({
      connection: server.connection,
    });
    reader = GatewayLiveReader.create({ gateway });
  });
  afterEach(() => gateway.close());

  function serveLog(respond: (response: ServerResponse) => void) {
    server.script = ({ path }, response) => {
      if (path !== LOG_PATH) {
        return false;
      }
      respond(response);
      return true;
    };
  }

  it('reads the end of a log', async () => {
    serveLog(response => response.end('one\ntwo\n'));
    expect(await reader.tailLog({ ...tail, previous: true })).toBe(
      'one\ntwo\n',
    );
    expect(Object.fromEntries(server.requests[0].query)).toEqual({
      container: 'main',
      previous: 'true',
      tailLines: '100',
    });
  });

  it.each([
    [
      'whole lines of the end, where there is too much',
      `${'x'.repeat(995)}\nthe end\n`,
      'the end\n',
    ],
    [
      'whole characters of a line that is too long',
      `${'ä'.repeat(2_000)}!\n`,
      `${'ä'.repeat(499)}!\n`,
    ],
    ['nothing of nothing', '', ''],
    [
      'what is no text, made safe',
      Buffer.from([0x66, 0xff, 0xfe, 0x00, 0x1b, 0x5b, 0x33, 0x31, 0x6d, 0x67]),
      'f\ufffd\ufffd\u2400g\n',
    ],
    [
      'no credentials',
      'cannot connect to postgres://app:hunter2@db:5432/app\n',
      'cannot connect to postgres://app:<masked>@db:5432/app\n',
    ],
  ])('gives %s', async (_, log, expected) => {
    serveLog(response => response.end(log));
    expect(await reader.tailLog(tail)).toBe(expected);
  });

  it('reads no log that never ends', async () => {
    serveLog(response => {
      const write = () => {
        while (!response.destroyed && response.write('x'.repeat(65_535))) {
          response.write('\n');
        }
      };
      response.on('drain', write);
      write();
    });
    const text = await reader.tailLog(tail);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000);
  });

  it.each([
    [403, 'forbidden'],
    [404, 'not-found'],
    [400, 'refused'],
    [500, 'server'],
  ])('fails for %s as %s', async (status, failure) => {
    serveLog(response => answerStatus(response, status, 'no'));
    expect(await failureOf(reader.tailLog(tail))).toBe(failure);
  });

  it('fails when the connection breaks', async () => {
    serveLog(response => {
      response.write('one\n');
      setImmediate(() => response.destroy());
    });
    expect(await failureOf(reader.tailLog(tail))).toBe('unreachable');
  });

  it('fails when nobody wants it any more', async () => {
    const gone = new AbortController();
    serveLog(response => {
      response.write('one\n');
      gone.abort();
    });
    expect(await failureOf(reader.tailLog(tail, { signal: gone.signal }))).toBe(
      'aborted',
    );
  });

  it('reads what pods use', async () => {
    server.script = ({ path }, response) => {
      expect(path).toBe('/apis/metrics.k8s.io/v1beta1/pods');
      answer(response, 200, {
        items: [
          {
            metadata: { name: 'web-0', namespace: 'shop' },
            timestamp: '2026-11-22T10:00:00Z',
            window: '15s',
            containers: [
              { name: 'main', usage: { cpu: '250m', memory: '64Mi' } },
              { name: 'odd', usage: { cpu: 'lots', memory: '64Mi' } },
            ],
          },
          { metadata: { name: 'no-namespace' }, containers: [] },
          {
            metadata: { name: 'no-time', namespace: 'shop' },
            timestamp: 'yesterday',
            containers: [{ name: 'main', usage: { cpu: '1', memory: '1' } }],
          },
          null,
        ],
      });
      return true;
    };
    expect(await reader.podUsage()).toEqual([
      {
        namespace: 'shop',
        name: 'web-0',
        measuredAt: Date.parse('2026-11-22T10:00:00Z'),
        containers: [
          { name: 'main', cpuMillicores: 250, memoryBytes: 64 * 2 ** 20 },
        ],
      },
    ]);
  });

  it('says that nothing measures', async () => {
    server.script = (_request, response) => {
      answerStatus(response, 404, 'the server could not find the resource');
      return true;
    };
    expect(await failureOf(reader.podUsage())).toBe('not-found');
  });
});
