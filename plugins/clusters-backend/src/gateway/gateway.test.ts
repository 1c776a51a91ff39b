import {
  ClusterRequestError,
  failureOfStatus,
} from '@groundcrew/plugin-clusters-node';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import dns from 'node:dns';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import type { ClusterConnection, DirectConnection } from '../locators';
import { answer, answerStatus } from '../__testUtils__/answer';
import { ScriptedApiServer } from '../__testUtils__/ScriptedApiServer';
import { writeKubeConfig } from '../__testUtils__/writeKubeConfig';
import type { GatewayOutcome } from './ClusterGateway';
import { describeConnectionError } from './describeConnectionError';
import { KubeConfigClusterGateway } from './KubeConfigClusterGateway';

// Only bounds: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

describe('KubeConfigClusterGateway', () => {
  let server: ScriptedApiServer;
  let folder: string;
  const gateways: KubeConfigClusterGateway[] = [];
  const outcomes: GatewayOutcome[] = [];

  const open = (
    connection: ClusterConnection,
    addressPolicy?: { allowLoopback: boolean },
  ) => {
    const gateway = KubeConfigClusterGateway.create({
      connection,
      addressPolicy,
      onOutcome: outcome => outcomes.push(outcome),
    });
    gateways.push(gateway);
    return gateway;
  };
  const connect = (more: Partial<DirectConnection> = {}) =>
    open({ ...server.connection, ...more }, { allowLoopback: true });
  const failureOf = async (promise: Promise<unknown>) => {
    try {
      await promise;
    } catch (error) {
      expect(error).toBeInstanceOf(ClusterRequestError);
      return error as ClusterRequestError;
    }
    throw new Error('it did not fail');
  };

  beforeEach(async () => {
    server = await ScriptedApiServer.start({ kinds: ['ConfigMap'] });
    folder = await mkdtemp(join(tmpdir(), 'gateway-'));
    outcomes.length = 0;
  });
  afterEach(async () => {
    for (const gateway of gateways.splice(0)) {
      gateway.close();
    }
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const writeKubeConfigOf = (user: object) =>
    writeKubeConfig(folder, {
      user,
      cluster: {
        server: server.connection.server,
        'certificate-authority-data': Buffer.from(
          server.connection.certificateAuthority ?? '',
        ).toString('base64'),
      },
    });

  it('reads JSON with token, accept and query', async () => {
    const version = await connect().json<{ gitVersion: string }>('/version', {
      accept: 'application/json;v=1',
      query: { limit: 5, missing: undefined, flag: true },
    });
    expect(version.gitVersion).toBe('v1.34.0-scripted');
    const [request] = server.requests;
    expect(request.headers).toMatchObject({
      authorization: 'Bearer scripted-token',
      accept: 'application/json;v=1',
    });
    expect([...request.query]).toEqual([
      ['limit', '5'],
      ['flag', 'true'],
    ]);
    expect(outcomes).toEqual([
      { method: 'GET', durationMs: expect.any(Number), failure: undefined },
    ]);
  });

  it('keeps the path that an API server stands behind', async () => {
    await failureOf(
      connect({ server: `${server.connection.server}/k8s/clusters/c-1/` }).json(
        '/version',
      ),
    );
    expect(server.requests[0].path).toBe('/k8s/clusters/c-1/version');
  });

  it('posts', async () => {
    server.script = ({ method }, response) =>
      method === 'POST' && answer(response, 201, { status: { allowed: true } });
    expect(await connect().post('/apis/x', { spec: {} })).toEqual({
      status: { allowed: true },
    });
    expect(outcomes[0].method).toBe('POST');
  });

  it('streams, and ends when asked to', async () => {
    const giveUp = new AbortController();
    const { body, status } = await connect().stream('/api/v1/configmaps', {
      query: { watch: 1 },
      signal: giveUp.signal,
    });
    expect(status).toBe(200);
    server.send('ConfigMap', 'one');
    for await (const chunk of body) {
      expect(String(chunk)).toBe('one\n');
      break;
    }
    await eventually(() => server.openWatches('ConfigMap') === 0);
    await connect().stream('/api/v1/configmaps', {
      query: { watch: 1 },
      signal: giveUp.signal,
    });
    expect(server.openWatches('ConfigMap')).toBe(1);
    giveUp.abort();
    await eventually(() => server.openWatches('ConfigMap') === 0);
  });

  it('closes what is under way', async () => {
    const gateway = connect();
    server.script = () => true;
    const pending = failureOf(gateway.json('/version'));
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    gateway.close();
    expect((await pending).failure).toBe('aborted');
    expect(outcomes).toEqual([]);
  });

  it.each([
    [403, 'forbidden'],
    [404, 'not-found'],
    [410, 'gone'],
    [409, 'conflict'],
    [422, 'refused'],
    [500, 'server'],
  ])('turns %i into words', async (status, failure) => {
    server.script = (_request, response) =>
      answerStatus(response, status, 'what the server says');
    const error = await failureOf(connect().json('/x'));
    expect(error).toMatchObject({
      failure,
      status,
      message: 'what the server says',
    });
    expect(outcomes[0].failure).toBe(failure);
  });

  it('tells how long a server that is overloaded wants to be left alone', async () => {
    server.script = (_request, response) =>
      answerStatus(response, 429, 'slow', { 'retry-after': '7' });
    expect(await failureOf(connect().json('/x'))).toMatchObject({
      failure: 'throttled',
      retryAfterMs: 7_000,
    });
  });

  describe('changes', () => {
    /** Answers the first request, and cuts the connection at the next one of a method. */
    const cutting = (method: string) => {
      server.script = (request, response) => {
        const isCut = server.requests.length === 2 && request.method === method;
        if (isCut) {
          response.socket?.destroy();
          return true;
        }
        return answer(response, 200, {});
      };
    };
    const methods = () => server.requests.map(({ method }) => method);

    it('carry method, type, query and body', async () => {
      server.script = ({ body }, response) =>
        answer(response, 200, JSON.parse(body));
      const answered = await connect().change('/x', {
        method: 'PATCH',
        contentType: 'application/merge-patch+json',
        query: { dryRun: 'All' },
        body: { ä: 1 },
      });
      expect(answered).toEqual({ ä: 1 });
      expect(server.requests[0].headers['content-type']).toBe(
        'application/merge-patch+json',
      );
      expect(server.requests[0].query.get('dryRun')).toBe('All');
      expect(outcomes).toMatchObject([{ method: 'PATCH', failure: undefined }]);
    });

    it('are said once when the connection breaks, unlike reads and dry runs', async () => {
      const gateway = connect();
      cutting('PUT');
      await gateway.json('/x');
      const error = await failureOf(
        gateway.change('/x', { method: 'PUT', body: {} }),
      );
      expect(error.failure).toBe('unreachable');
      expect(methods()).toEqual(['GET', 'PUT']);

      server.requests.length = 0;
      cutting('GET');
      await gateway.json('/x');
      await gateway.json('/x');
      expect(methods()).toEqual(['GET', 'GET', 'GET']);

      server.requests.length = 0;
      cutting('PUT');
      await gateway.json('/x');
      const query = { dryRun: 'All' };
      await gateway.change('/x', { method: 'PUT', body: {}, query });
      expect(methods()).toEqual(['GET', 'PUT', 'PUT']);
    });

    it('are said again with fresh credentials', async () => {
      server.script = (_request, response) =>
        server.requests.length === 1
          ? answerStatus(response, 401, 'Unauthorized')
          : answer(response, 200, {});
      await connect().change('/x', { method: 'POST', body: {} });
      expect(methods()).toEqual(['POST', 'POST']);
    });

    it('are refused in the words of the API server, all of them', async () => {
      const message = `spec.replicas: Invalid value: ${'x'.repeat(500)}`;
      const causes = [{ reason: 'FieldValueInvalid', field: 'spec.replicas' }];
      server.script = (_request, response) =>
        answerStatus(
          response,
          422,
          message,
          {},
          { reason: 'Invalid', details: { causes } },
        );
      expect(
        await failureOf(connect().change('/x', { method: 'POST', body: {} })),
      ).toMatchObject({
        failure: 'refused',
        message,
        reason: 'Invalid',
        causes,
      });
      server.script = (_request, response) =>
        answerStatus(response, 429, 'the budget is spent');
      expect(
        (await failureOf(connect().change('/x', { method: 'DELETE' }))).message,
      ).toBe('the budget is spent');
      expect((await failureOf(connect().json('/x'))).message).toMatch(
        /asked less often/,
      );
    });

    it('follow no redirect', async () => {
      server.script = (_request, response) =>
        answer(response, 307, {}, { location: 'https://169.254.169.254/' });
      const error = await failureOf(
        connect().change('/x', { method: 'DELETE' }),
      );
      expect(error).toMatchObject({ failure: 'refused', status: 307 });
      expect(error.message).not.toContain(server.token);
      expect(server.requests).toHaveLength(1);
    });
  });

  it('never follows a redirect', async () => {
    server.script = (_request, response) =>
      answer(response, 302, {}, { location: 'https://169.254.169.254/' });
    const error = await failureOf(connect().json('/x'));
    expect(error).toMatchObject({ failure: 'refused', status: 302 });
    expect(error.message).toMatch(/redirect, which is not followed/);
    expect(server.requests).toHaveLength(1);
  });

  it('copes with answers that are not what they should be', async () => {
    server.script = (_request, response) => {
      response.end('<html>');
      return true;
    };
    expect((await failureOf(connect().json('/x'))).failure).toBe('malformed');
    server.script = (_request, response) => {
      response.statusCode = 502;
      response.end('<html>Bad gateway');
      return true;
    };
    expect((await failureOf(connect().json('/x'))).message).toBe(
      'the API server answered 502',
    );
  });

  it('gives up on time, and on size', async () => {
    server.script = () => true;
    expect(
      await failureOf(connect().json('/x', { timeoutMs: 20 })),
    ).toMatchObject({ failure: 'timeout', message: 'no answer in time' });
    server.script = (_request, response) =>
      answer(response, 200, { text: 'x'.repeat(100_000) });
    expect(
      (await failureOf(connect().json('/x', { maxBytes: 1_000 }))).failure,
    ).toBe('too-large');
  });

  it('gives up when told before it began', async () => {
    const signal = AbortSignal.abort();
    expect((await failureOf(connect().json('/x', { signal }))).failure).toBe(
      'aborted',
    );
  });

  it('verifies the certificate, unless it is told not to', async () => {
    const { certificateAuthority: _ca, ...withoutCa } = server.connection;
    expect(await failureOf(open(withoutCa).json('/version'))).toMatchObject({
      failure: 'certificate',
      message: 'certificate is signed by an unknown authority: give its CA',
    });
    expect(
      await open({ ...withoutCa, skipTlsVerify: true }).json('/version'),
    ).toBeDefined();
    expect(
      (
        await failureOf(
          connect({ tlsServerName: 'elsewhere.example.com' }).json('/version'),
        )
      ).message,
    ).toMatch(/for another name/);
  });

  it('reads the CA from a file', async () => {
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, server.connection.certificateAuthority ?? '');
    const { certificateAuthority: _ca, ...withoutCa } = server.connection;
    expect(
      await open({ ...withoutCa, certificateAuthorityFile: caFile }).json(
        '/version',
      ),
    ).toBeDefined();
    expect(
      await failureOf(
        open({ ...withoutCa, certificateAuthorityFile: '/missing.pem' }).json(
          '/version',
        ),
      ),
    ).toMatchObject({
      failure: 'unauthorized',
      message: expect.stringMatching(/missing.pem cannot be read/),
    });
  });

  it('says so when nobody listens', async () => {
    const gateway = connect();
    await server.stop();
    expect(await failureOf(gateway.json('/version'))).toMatchObject({
      failure: 'unreachable',
      message: 'connection refused',
    });
    await server.listen();
  });

  it('says so when what listens does not speak TLS, or not HTTP', async () => {
    const plain: Server = createServer(socket => {
      socket.on('error', () => {});
      socket.end('220 mail ready\r\n');
    });
    await new Promise<void>(resolve => {
      plain.listen(0, '127.0.0.1', resolve);
    });
    const { port } = plain.address() as AddressInfo;
    expect(
      (
        await failureOf(
          connect({ server: `https://127.0.0.1:${port}` }).json('/version'),
        )
      ).message,
    ).toMatch(/does not answer with TLS/);
    expect(
      (
        await failureOf(
          connect({
            server: `http://127.0.0.1:${port}`,
            skipTlsVerify: true,
          }).json('/version'),
        )
      ).message,
    ).toMatch(/does not speak HTTP/);
    plain.close();
  });

  it('does not send a token over plain http', async () => {
    expect(
      (
        await failureOf(
          connect({ server: 'http://127.0.0.1:1' }).json('/version'),
        )
      ).message,
    ).toMatch(/plain http/);
  });

  it('recovers from a kept-alive connection that the server closed meanwhile', async () => {
    const gateway = connect();
    await gateway.json('/version');
    server.cutAll();
    expect(await gateway.json('/version')).toBeDefined();
  });

  describe('with an untrusted address', () => {
    it.each([
      ['https://169.254.169.254', /metadata service/],
      ['https://127.0.0.1:6443', /this machine/],
      ['http://10.0.0.1', /only https|plain http/],
    ])('refuses %s without connecting', async (address, words) => {
      const error = await failureOf(
        open({
          ...server.connection,
          server: address,
          address: 'untrusted',
        }).json('/version'),
      );
      expect(error.message).toMatch(words);
    });

    it('looks at what a name resolves to when it connects', async () => {
      // The resolver of the machine knows its own name by an address that the policy then refuses.
      const { port } = server;
      const named = {
        ...server.connection,
        server: `https://localhost:${port}`,
        address: 'untrusted',
      } as const;
      expect(
        await open(named, { allowLoopback: true }).json('/version'),
      ).toBeDefined();
      expect((await failureOf(open(named).json('/version'))).failure).toBe(
        'address-refused',
      );
    });

    it('refuses a name that is harmless to look at and resolves to this machine', async () => {
      jest
        .spyOn(dns, 'lookup')
        .mockImplementation(((
          _name: string,
          _options: object,
          callback: (error: null, addresses: object[]) => void,
        ) => callback(null, [{ address: '127.0.0.1', family: 4 }])) as never);
      const error = await failureOf(
        open({
          ...server.connection,
          server: `https://rebound.example.com:${server.port}`,
          address: 'untrusted',
        }).json('/version'),
      );
      jest.restoreAllMocks();
      expect(error).toMatchObject({
        failure: 'address-refused',
        message: expect.stringMatching(/resolves to an address/),
      });
      expect(server.requests).toEqual([]);
    });
  });

  describe('with a kubeconfig', () => {
    it('uses its token', async () => {
      const connection = await writeKubeConfigOf({ token: server.token });
      expect(await open(connection).json('/version')).toBeDefined();
    });

    it('uses user and password', async () => {
      const gateway = open(
        await writeKubeConfigOf({ username: 'ada', password: 'pw' }),
      );
      await failureOf(gateway.json('/version'));
      expect(server.requests[0].headers.authorization).toBe(
        `Basic ${Buffer.from('ada:pw').toString('base64')}`,
      );
    });

    it('reads the file again when its token is not accepted any more', async () => {
      const gateway = open(await writeKubeConfigOf({ token: 'expired' }));
      expect(await failureOf(gateway.json('/version'))).toMatchObject({
        failure: 'unauthorized',
        message: 'the credentials are not accepted: give others',
      });
      expect(server.requests).toHaveLength(2);
      await writeKubeConfigOf({ token: server.token });
      expect(await gateway.json('/version')).toBeDefined();
    });

    it('runs its exec plugin once for many requests, and again when what it gave is refused', async () => {
      const count = join(folder, 'count');
      const tokenFile = join(folder, 'token');
      const plugin = join(folder, 'plugin');
      await writeFile(tokenFile, server.token);
      await writeFile(
        plugin,
        `#!/bin/sh
echo run >> ${count}
printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"}}' "$(cat ${tokenFile})"
`,
      );
      await chmod(plugin, 0o755);
      const gateway = open(
        await writeKubeConfigOf({
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: plugin,
            interactiveMode: 'Never',
          },
        }),
      );
      const runs = async () =>
        (await readFile(count, 'utf8')).trim().split('\n').length;
      await Promise.all([1, 2, 3, 4, 5].map(() => gateway.json('/version')));
      expect(await runs()).toBe(1);
      // The server changes its mind: the old token is worth nothing now.
      server.script = ({ headers }, response) =>
        headers.authorization === 'Bearer new-token'
          ? answer(response, 200, {})
          : answerStatus(response, 401, 'expired');
      await writeFile(tokenFile, 'new-token');
      await Promise.all([1, 2, 3].map(() => gateway.json('/version')));
      expect(await runs()).toBe(2);
    });

    it('does not wait for an exec plugin that hangs, and does not start it twice', async () => {
      const count = join(folder, 'count');
      const gateway = open(
        await writeKubeConfigOf({
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: '/bin/sh',
            args: ['-c', `echo run >> ${count}; exec sleep 3`],
            interactiveMode: 'Never',
          },
        }),
      );
      const impatient = () =>
        failureOf(gateway.json('/version', { timeoutMs: 200 }));
      expect((await impatient()).failure).toBe('timeout');
      expect((await impatient()).failure).toBe('timeout');
      expect((await readFile(count, 'utf8')).trim()).toBe('run');
    });

    it('says so when its exec plugin is missing or fails, without what it printed', async () => {
      const exec = {
        apiVersion: 'client.authentication.k8s.io/v1',
        interactiveMode: 'Never',
      };
      expect(
        await failureOf(
          open(
            await writeKubeConfigOf({ exec: { ...exec, command: '/no/such' } }),
          ).json('/version'),
        ),
      ).toMatchObject({
        failure: 'unauthorized',
        message: expect.stringMatching(/command \/no\/such .* was not found/),
      });
      const error = await failureOf(
        open(
          await writeKubeConfigOf({
            exec: {
              ...exec,
              command: '/bin/sh',
              args: ['-c', 'echo top-secret >&2; exit 1'],
            },
          }),
        ).json('/version'),
      );
      expect(error.message).toMatch(/failed/);
      expect(error.message).not.toContain('top-secret');
    });

    it('says so when the file or the context is gone', async () => {
      const connection = await writeKubeConfigOf({ token: 'x' });
      await failureOf(
        open({ ...connection, path: join(folder, 'missing') }).json('/version'),
      ).then(error => expect(error.message).toMatch(/cannot be read/));
      await failureOf(
        open({ ...connection, context: 'missing' }).json('/version'),
      ).then(error => expect(error.message).toMatch(/names no cluster/));
    });
  });
});

describe('failureOfStatus', () => {
  it.each([
    [401, 'unauthorized'],
    [400, 'refused'],
    [301, 'refused'],
    [503, 'server'],
  ])('%i', (status, failure) => {
    expect(failureOfStatus(status)).toBe(failure);
  });
});

describe('describeConnectionError', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code });
  it.each([
    ['ECONNREFUSED', 'unreachable', 'connection refused'],
    ['ENOTFOUND', 'unreachable', /cannot be resolved/],
    ['ETIMEDOUT', 'timeout', /no answer/],
    ['CERT_HAS_EXPIRED', 'certificate', /expired/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate', /another name/],
    [
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      'unauthorized',
      /client certificate/,
    ],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'certificate', /TLS on this port/],
    ['ERR_OSSL_PEM_NO_START_LINE', 'certificate', /cannot be used/],
    ['HPE_INVALID_CONSTANT', 'malformed', /HTTP/],
    ['EWEIRD', 'unreachable', 'connection failed (EWEIRD)'],
  ])('%s', (code, failure, message) => {
    const described = describeConnectionError(coded(code));
    expect(described.failure).toBe(failure);
    expect(described.message).toMatch(message);
  });

  it('reads the first of several, and what has no code', () => {
    expect(
      describeConnectionError(
        new AggregateError([coded('ECONNREFUSED'), coded('EHOSTUNREACH')]),
      ).message,
    ).toBe('connection refused');
    expect(describeConnectionError(new Error('socket hang up')).message).toBe(
      'the connection was cut',
    );
    expect(describeConnectionError(new Error('?')).message).toBe(
      'connection failed',
    );
  });
});
