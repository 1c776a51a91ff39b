import type { Sandbox, SandboxCluster } from '@groundcrew/sandbox';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import {
  Agent,
  createServer,
  request as sendRequest,
  type Server,
} from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A change that was asked of the API server, and what it answered. */
export interface SeenChange {
  method: string;
  /** Without the query. */
  path: string;
  dryRun: boolean;
  body: any;
  status: number;
  /** What the API server answered; undefined when nothing came or nothing was passed on to it. */
  answer: any;
}

/** What becomes of a request: passed on when undefined. */
export type Disturbance =
  | { delayMs: number }
  | { status: number; headers?: Record<string, string> }
  | 'cut'
  /** It reaches the API server; the answer does not come back. */
  | 'cut-answer';

/** Stands between clients and a cluster of the sandbox, with its certificate: counts changes, and disturbs. */
export class ApiProxy {
  readonly changes: SeenChange[] = [];
  /** Asked for each request. */
  disturb: (request: {
    method: string;
    path: string;
    dryRun: boolean;
  }) => Disturbance | undefined = () => undefined;
  readonly #cluster: SandboxCluster;
  readonly #server: Server;
  readonly #agent: Agent;

  /** Lets a kubeconfig of a sandbox lead here instead of to its first cluster. */
  static async before(
    { clusters: [cluster] }: Sandbox,
    options: {
      /** That of the sandbox. */
      directory: string;
      kubeconfig: string;
    },
  ): Promise<ApiProxy> {
    const { directory, kubeconfig } = options;
    const [key, cert] = await Promise.all(
      ['server.key', 'server.crt'].map(name =>
        readFile(join(directory, name), 'utf8'),
      ),
    );
    const proxy = new ApiProxy(cluster, createServer({ key, cert }));
    proxy.#server.on('request', (request, response) => {
      proxy.#serve(request, response).catch(() => response.destroy());
    });
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    const direct = await readFile(kubeconfig, 'utf8');
    await writeFile(kubeconfig, direct.replace(cluster.url, proxy.url));
    return proxy;
  }

  private constructor(cluster: SandboxCluster, server: Server) {
    this.#cluster = cluster;
    this.#server = server;
    this.#agent = new Agent({
      keepAlive: true,
      ca: Buffer.from(cluster.caData, 'base64'),
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  /** Ends all connections, watches above all. */
  cutAll(): void {
    this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
    this.#agent.destroy();
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const { pathname, searchParams } = new URL(url, this.#cluster.url);
    const sent = await textOf(request);
    const body = sent === '' ? undefined : JSON.parse(sent);
    const dryRun =
      searchParams.get('dryRun') === 'All' ||
      (body?.dryRun ?? body?.deleteOptions?.dryRun)?.includes('All') === true;
    const disturbance = this.disturb({ method, path: pathname, dryRun });
    if (typeof disturbance === 'object' && 'status' in disturbance) {
      this.#record({ method, path: pathname, dryRun, body, ...disturbance });
      response.writeHead(disturbance.status, {
        'content-type': 'application/json',
        ...disturbance.headers,
      });
      response.end(JSON.stringify(statusOf(disturbance.status)));
      return;
    }
    if (disturbance === 'cut') {
      response.destroy();
      return;
    }
    if (typeof disturbance === 'object') {
      await new Promise(resolve => {
        setTimeout(resolve, disturbance.delayMs);
      });
    }
    const upstream = sendRequest(new URL(url, this.#cluster.url), {
      method,
      headers: request.headers,
      agent: this.#agent,
    });
    response.on('close', () => {
      if (method === 'GET') {
        upstream.destroy();
      }
    });
    upstream.end(sent);
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
    const status = answer.statusCode ?? 0;
    if (method === 'GET') {
      response.writeHead(status, answer.headers);
      answer.pipe(response);
      return;
    }
    const received = await textOf(answer);
    this.#record({
      method,
      path: pathname,
      dryRun,
      body,
      status,
      answer: received && JSON.parse(received),
    });
    if (disturbance === 'cut-answer') {
      response.destroy();
      return;
    }
    response.writeHead(status, answer.headers);
    response.end(received);
  }

  #record(change: Omit<SeenChange, 'answer'> & { answer?: unknown }): void {
    if (change.method !== 'GET') {
      this.changes.push({ answer: undefined, ...change });
    }
  }
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  message.setEncoding('utf8');
  for await (const chunk of message) {
    text += chunk;
  }
  return text;
}

function statusOf(code: number) {
  const reasons: Record<number, string> = {
    409: 'Conflict',
    429: 'TooManyRequests',
    500: 'InternalError',
    503: 'ServiceUnavailable',
  };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason: reasons[code],
    message: `the proxy says ${code}`,
    code,
  };
}
