import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type {
  ConnectionCheck,
  ConnectionTestResult,
} from '@groundcrew/plugin-clusters-common';
import { parse } from 'yaml';
import { ScriptedApiServer } from '../__testUtils__/ScriptedApiServer';
import { ConnectionTester } from './ConnectionTester';

const now = new Date('2026-09-10T12:00:00Z');

function jwt(expiresAt: Date): string {
  const part = (content: object) =>
    Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({
    exp: expiresAt.getTime() / 1000,
  })}.c2lnbmF0dXJl`;
}

interface ReviewedAttributes {
  group: string;
  resource: string;
  subresource?: string;
  verb: string;
}

describe('ConnectionTester', () => {
  let server: ScriptedApiServer;
  const tester = ConnectionTester.create({
    addressPolicy: { allowLoopback: true },
    probeTimeoutMs: 1_000,
    now: () => now,
  });

  beforeEach(async () => {
    server = await ScriptedApiServer.start();
  });
  afterEach(async () => {
    await server.stop();
  });

  function send(response: ServerResponse, status: number, body: object) {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  /** An API server that lets its caller do what a test says. */
  function allow(
    isAllowed: (attributes: ReviewedAttributes) => boolean,
    version: unknown = 'v1.34.4',
  ) {
    server.script = ({ path, headers, body }, response) => {
      if (headers.authorization === undefined) {
        send(response, 401, { message: 'Unauthorized' });
      } else if (path === '/version') {
        send(response, 200, { gitVersion: version });
      } else if (path.endsWith('/selfsubjectaccessreviews')) {
        const { spec } = JSON.parse(body) as {
          spec: { resourceAttributes: ReviewedAttributes };
        };
        send(response, 201, {
          status: { allowed: isAllowed(spec.resourceAttributes) },
        });
      } else {
        return false;
      }
      return true;
    };
  }

  function test(
    change: {
      server?: string;
      certificateAuthority?: string;
      token?: string;
    } = {},
  ): Promise<ConnectionTestResult> {
    return tester
      .test({
        server: server.connection.server,
        certificateAuthority: server.connection.certificateAuthority,
        ...change,
        credentials: { token: change.token ?? 'opaque-secret-token' },
      })
      .then(({ result }) => result);
  }

  /** The first check that did not pass. */
  function trouble({ checks }: ConnectionTestResult): ConnectionCheck {
    return checks.find(check => check.outcome !== 'passed')!;
  }

  it('passes where all is well', async () => {
    allow(() => true);
    const { result, connection } = await tester.test({
      server: server.connection.server,
      certificateAuthority: server.connection.certificateAuthority,
      credentials: { token: 'opaque-secret-token' },
    });
    expect(result).toMatchObject({
      usable: true,
      version: 'v1.34.4',
      missing: [],
      manifest: undefined,
    });
    expect(result.checks.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['input', 'passed'],
      ['address', 'passed'],
      ['reachable', 'passed'],
      ['certificate', 'passed'],
      ['credentials', 'passed'],
      ['version', 'passed'],
      ['permissions', 'passed'],
    ]);
    expect(connection).toMatchObject({ server: server.connection.server });
    expect(JSON.stringify(result)).not.toContain('opaque-secret-token');
  });

  it('passes for those who let it change nothing', async () => {
    const verbs = new Set<string>();
    allow(({ verb }) => {
      verbs.add(verb);
      return ['get', 'list', 'watch'].includes(verb);
    });
    const { checks, missing, manifest } = await test();
    expect(checks.at(-1)).toMatchObject({
      id: 'permissions',
      outcome: 'passed',
    });
    expect(missing).toEqual([]);
    expect(manifest).toBeUndefined();
    expect([...verbs].sort()).toEqual(['get', 'list', 'watch']);
  });

  it('says what is missing, what for, and how to grant it', async () => {
    allow(
      ({ resource, subresource, verb }) =>
        resource !== 'secrets' &&
        subresource !== 'log' &&
        !(resource === 'jobs' && verb === 'watch'),
    );
    const result = await test();
    expect(result.usable).toBe(true);
    expect(trouble(result)).toMatchObject({
      id: 'permissions',
      outcome: 'warning',
      message: expect.stringContaining('secrets, jobs, pods/log'),
    });
    expect(result.missing).toEqual([
      {
        apiGroup: '',
        resource: 'secrets',
        verbs: ['list', 'watch'],
        effect: expect.stringContaining('metadata'),
      },
      {
        apiGroup: 'batch',
        resource: 'jobs',
        verbs: ['watch'],
        effect: expect.stringContaining('Job'),
      },
      {
        apiGroup: '',
        resource: 'pods/log',
        verbs: ['get'],
        effect: 'logs cannot be read',
      },
    ]);
    expect(parse(result.manifest!)).toMatchObject({
      kind: 'ClusterRole',
      rules: [
        { resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: ['batch'], resources: ['jobs'] },
        { resources: ['pods/log'], verbs: ['get'] },
      ],
    });
  });

  it('refuses credentials that show nothing', async () => {
    allow(() => false);
    const { result, connection } = await tester.test({
      server: server.connection.server,
      certificateAuthority: server.connection.certificateAuthority,
      credentials: { token: 'opaque-secret-token' },
    });
    expect(result.usable).toBe(false);
    expect(connection).toBeUndefined();
    expect(trouble(result)).toMatchObject({
      id: 'permissions',
      outcome: 'failed',
      message: expect.stringContaining('namespaces and pods'),
    });
  });

  it.each<[string, () => string, RegExp]>([
    ['a wrong token', () => 'wrong', /wrong, expired or revoked/],
    [
      'an expired token',
      () => jwt(new Date('2026-09-07T11:00:00Z')),
      /token expired 3 days ago/,
    ],
    [
      'a token that only looks like one that tells its end',
      () => 'a.b.c',
      /wrong, expired or revoked/,
    ],
  ])('explains %s', async (_, token, words) => {
    server.script = (_request, response) => {
      send(response, 401, { message: 'Unauthorized: secret detail' });
      return true;
    };
    const result = await test({ token: token() });
    expect(result.usable).toBe(false);
    expect(trouble(result)).toEqual({
      id: 'credentials',
      outcome: 'failed',
      message: expect.stringMatching(words),
    });
    expect(JSON.stringify(result)).not.toContain('secret detail');
  });

  it('warns of a token that will expire', async () => {
    allow(() => true);
    const result = await test({ token: jwt(new Date('2026-09-10T14:30:00Z')) });
    expect(result.usable).toBe(true);
    expect(trouble(result)).toMatchObject({
      id: 'credentials',
      outcome: 'warning',
      message: expect.stringContaining('expire in 2 hours'),
    });
  });

  it('shows a certificate that it does not trust, and sends it nothing', async () => {
    const result = await test({ certificateAuthority: undefined });
    expect(trouble(result)).toEqual({
      id: 'certificate',
      outcome: 'failed',
      message: expect.stringMatching(
        /signed by an unknown authority: give its CA.*fingerprint.*([0-9A-F]{2}:){31}/,
      ),
    });
    expect(result.checks.slice(4).map(({ outcome }) => outcome)).toEqual([
      'skipped',
      'skipped',
      'skipped',
    ]);
    expect(server.requests).toEqual([]);
  });

  it('explains a port where nobody listens', async () => {
    const { server: address } = server.connection;
    await server.stop();
    const { result } = await tester.test({
      server: address,
      credentials: { token: 'opaque-secret-token' },
    });
    expect(trouble(result)).toMatchObject({
      id: 'reachable',
      outcome: 'failed',
      message: expect.stringContaining('connection refused'),
    });
    await server.listen();
  });

  it('explains a name that there is not', async () => {
    const result = await test({ server: 'https://no-such-host.invalid' });
    expect(trouble(result)).toMatchObject({
      id: 'reachable',
      outcome: 'failed',
      message: expect.stringMatching(/resol/),
    });
  });

  it.each<[string, (server: Server) => void, RegExp]>([
    [
      'does not speak TLS',
      plain =>
        plain.on('connection', socket => {
          socket.on('error', () => {});
          socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
        }),
      /does not answer with TLS/,
    ],
    [
      'says nothing',
      plain => plain.on('connection', socket => socket.on('error', () => {})),
      /no answer in time/,
    ],
  ])('explains a server that %s', async (_, behave, words) => {
    const plain = createServer();
    behave(plain);
    await new Promise<void>(resolve => {
      plain.listen(0, '127.0.0.1', resolve);
    });
    const { port } = plain.address() as AddressInfo;
    const result = await test({ server: `https://127.0.0.1:${port}` });
    expect(trouble(result)).toMatchObject({
      id: 'reachable',
      outcome: 'failed',
      message: expect.stringMatching(words),
    });
    plain.close();
  });

  it.each([200, 302, 403, 404, 500])(
    'repeats nothing of what answers %d, as it may be any server',
    async status => {
      server.script = (_request, response) => {
        send(response, status, {
          message: 'an internal secret',
          gitVersion: 'an internal secret',
          status: { allowed: 'an internal secret' },
        });
        return true;
      };
      const result = await test();
      expect(result.usable).toBe(false);
      expect(JSON.stringify(result)).not.toContain('internal secret');
    },
  );

  it('does without a version', async () => {
    allow(() => true, { not: 'a version' });
    const result = await test();
    expect(result).toMatchObject({ usable: true, version: undefined });
    expect(trouble(result)).toMatchObject({
      id: 'version',
      outcome: 'warning',
    });
  });

  it('does a few tests at a time', async () => {
    allow(() => true);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () => test()),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await expect(test()).resolves.toMatchObject({ usable: true });
  });

  it('says what is wrong with the input before it connects', async () => {
    const { result } = await tester.test({ kubeconfig: 'not a kubeconfig' });
    expect(trouble(result)).toMatchObject({ id: 'input', outcome: 'failed' });
    expect(result.checks.slice(1).every(c => c.outcome === 'skipped')).toBe(
      true,
    );
  });

  describe('with the strict address policy', () => {
    const strict = ConnectionTester.create({
      addressPolicy: { allowLoopback: false },
    });
    const testStrictly = async (address: string) =>
      (
        await strict.test({
          server: address,
          credentials: { token: 'opaque-secret-token' },
        })
      ).result;

    it.each([
      'https://169.254.169.254',
      'https://[fd00:ec2::254]',
      'https://metadata.google.internal',
      'https://0x7f.1:6443',
      'https://localhost:6443',
    ])('refuses %s', async address => {
      expect(trouble(await testStrictly(address))).toMatchObject({
        id: 'address',
        outcome: 'failed',
      });
    });

    it('answers the same whether a refused port is open or not', async () => {
      let connections = 0;
      const plain = createServer(() => {
        connections += 1;
      });
      await new Promise<void>(resolve => {
        plain.listen(0, '127.0.0.1', resolve);
      });
      const { port } = plain.address() as AddressInfo;
      const open = await testStrictly(`https://127.0.0.1:${port}`);
      await new Promise(resolve => {
        plain.close(resolve);
      });
      const closed = await testStrictly(`https://127.0.0.1:${port}`);
      expect(open).toEqual(closed);
      expect(connections).toBe(0);
    });
  });
});
