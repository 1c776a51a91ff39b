import { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { ScriptedApiServer } from '../__testUtils__/ScriptedApiServer';
import { writeKubeConfig } from '../__testUtils__/writeKubeConfig';
import type { ClusterConnection, DirectConnection } from '../locators';
import { KubeConfigClusterGateway } from './KubeConfigClusterGateway';

// Only a bound: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

describe('the gateway', () => {
  let folder: string;
  const gateways: KubeConfigClusterGateway[] = [];
  const closing: (() => void)[] = [];

  const open = (connection: ClusterConnection) => {
    const gateway = KubeConfigClusterGateway.create({ connection });
    gateways.push(gateway);
    return gateway;
  };
  const listen = async (server: Server) => {
    const sockets = new Set<Socket>();
    server.on('connection', socket => sockets.add(socket));
    closing.push(() => {
      sockets.forEach(socket => socket.destroy());
      server.close();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const toBase64 = (text: string | undefined) =>
    Buffer.from(text ?? '').toString('base64');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-'));
  });
  afterEach(async () => {
    for (const gateway of gateways.splice(0)) {
      gateway.close();
    }
    for (const close of closing.splice(0)) {
      close();
    }
    await rm(folder, { recursive: true });
  });

  describe('behind the proxy that a kubeconfig of the operator names', () => {
    let server: ScriptedApiServer;
    let asked: string[];
    let proxyUrl: string;

    beforeEach(async () => {
      server = await ScriptedApiServer.start();
      asked = [];
      const proxy = createHttpServer();
      proxy.on('connect', ({ url = '' }, socket: Socket) => {
        asked.push(url);
        const target = connect(server.port, '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          target.pipe(socket).pipe(target);
        });
        target.on('error', () => socket.destroy());
        socket.on('error', () => target.destroy());
        socket.on('close', () => target.destroy());
      });
      proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
    });
    afterEach(() => server.stop());

    it('reaches the API server through it alone, and still verifies its certificate', async () => {
      const cluster = {
        // A name that nobody but the proxy can resolve.
        server: 'https://api.cluster.invalid:6443',
        'proxy-url': proxyUrl,
        'tls-server-name': 'localhost',
      };
      const trusted = await writeKubeConfig(folder, {
        cluster: {
          ...cluster,
          'certificate-authority-data': toBase64(
            server.connection.certificateAuthority,
          ),
        },
        user: { token: server.token },
      });
      expect(await open(trusted).json('/version')).toMatchObject({
        gitVersion: 'v1.34.0-scripted',
      });
      expect(asked).toEqual(['api.cluster.invalid:6443']);

      const unknownCa = await writeKubeConfig(folder, {
        cluster,
        user: { token: 'x' },
      });
      await expect(open(unknownCa).json('/version')).rejects.toMatchObject({
        failure: 'certificate',
      });
      expect(server.requests).toHaveLength(1);
    });
  });

  describe('with a client certificate', () => {
    let server: string;
    let authority: string;
    let client: { certificate: string; key: string };
    let connection: DirectConnection;
    let stopApi: () => void;

    beforeAll(async () => {
      const pair = await generate(
        [{ name: 'commonName', value: 'authority' }],
        {
          keyType: 'ec',
          algorithm: 'sha256',
          clientCertificate: { cn: 'groundcrew-reader' },
          extensions: [
            { name: 'basicConstraints', cA: true },
            {
              name: 'subjectAltName',
              altNames: [{ type: 7, ip: '127.0.0.1' }],
            },
          ],
        },
      );
      authority = pair.cert;
      client = {
        certificate: pair.clientcert ?? '',
        key: pair.clientprivate ?? '',
      };
      // As an API server does: whoever comes without is anonymous, not turned away by TLS.
      const api = createTlsServer(
        {
          cert: pair.cert,
          key: pair.private,
          ca: pair.cert,
          requestCert: true,
          rejectUnauthorized: false,
        },
        (request, response) => {
          const socket = request.socket as TLSSocket;
          response.statusCode = socket.authorized ? 200 : 401;
          response.end(
            JSON.stringify({ user: socket.getPeerCertificate().subject?.CN }),
          );
        },
      );
      api.listen(0, '127.0.0.1');
      await once(api, 'listening');
      server = `https://127.0.0.1:${(api.address() as AddressInfo).port}`;
      stopApi = () => {
        api.closeAllConnections();
        api.close();
      };
    });
    afterAll(() => stopApi());

    beforeEach(() => {
      connection = {
        type: 'direct',
        server,
        certificateAuthority: authority,
        credentials: { type: 'client-certificate', ...client },
        address: 'trusted',
      };
    });

    it('is known to the API server by it', async () => {
      expect(await open(connection).json('/version')).toEqual({
        user: 'groundcrew-reader',
      });
      const fromFile = await writeKubeConfig(folder, {
        cluster: { server, 'certificate-authority-data': toBase64(authority) },
        user: {
          'client-certificate-data': toBase64(client.certificate),
          'client-key-data': toBase64(client.key),
        },
      });
      expect(await open(fromFile).json('/version')).toEqual({
        user: 'groundcrew-reader',
      });
    });

    it('is nobody without it, and with one of another authority', async () => {
      const stranger = await generate(
        [{ name: 'commonName', value: 'other' }],
        {
          keyType: 'ec',
          algorithm: 'sha256',
        },
      );
      for (const credentials of [
        { type: 'none' } as const,
        {
          type: 'client-certificate',
          certificate: stranger.cert,
          key: stranger.private,
        } as const,
      ]) {
        await expect(
          open({ ...connection, credentials }).json('/version'),
        ).rejects.toMatchObject({ failure: 'unauthorized' });
      }
    });

    it('says that a certificate and a key do not belong together, without either', async () => {
      const other = await generate([{ name: 'commonName', value: 'other' }], {
        keyType: 'ec',
        algorithm: 'sha256',
      });
      const failed = open({
        ...connection,
        credentials: {
          type: 'client-certificate',
          certificate: client.certificate,
          key: other.private,
        },
      }).json('/version');
      const error = await failed.catch(each => each);
      expect(error).toMatchObject({ name: 'ClusterRequestError' });
      expect(String(error)).not.toMatch(/BEGIN/);
    });
  });

  describe('in a cluster', () => {
    const environment = process.env;
    let server: ScriptedApiServer;
    const mounted = () =>
      join(folder, 'var/run/secrets/kubernetes.io/serviceaccount');

    beforeEach(async () => {
      server = await ScriptedApiServer.start();
      process.env = {
        ...environment,
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: String(server.port),
      };
      await mkdir(mounted(), { recursive: true });
      await writeFile(
        join(mounted(), 'ca.crt'),
        server.connection.certificateAuthority ?? '',
      );
      // Kubernetes mounts the service account at a fixed path, where tests may not write.
      const { loadFromCluster } = KubeConfig.prototype;
      jest
        .spyOn(KubeConfig.prototype, 'loadFromCluster')
        .mockImplementation(function redirected(this: KubeConfig) {
          loadFromCluster.call(this, folder);
        });
    });
    afterEach(async () => {
      jest.restoreAllMocks();
      process.env = environment;
      await server.stop();
    });

    it('uses the service account of its own pod, and the new token when Kubernetes has replaced it', async () => {
      await writeFile(join(mounted(), 'token'), 'expired');
      const gateway = open({ type: 'in-cluster' });
      await expect(gateway.json('/version')).rejects.toMatchObject({
        failure: 'unauthorized',
      });
      await writeFile(join(mounted(), 'token'), server.token);
      expect(await gateway.json('/version')).toMatchObject({
        gitVersion: 'v1.34.0-scripted',
      });
    });

    it('says so when none is mounted', async () => {
      await expect(
        open({ type: 'in-cluster' }).json('/version'),
      ).rejects.toMatchObject({
        failure: 'unauthorized',
        message: expect.stringMatching(/serviceaccount\/token cannot be read/),
      });
    });
  });
});
