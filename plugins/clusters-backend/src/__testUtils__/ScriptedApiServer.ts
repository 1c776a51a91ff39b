import type { WatchedKind } from '@groundcrew/plugin-clusters-common';
import type { RawObject } from '@groundcrew/plugin-clusters-node';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { DirectConnection } from '../locators';
import { answer, answerStatus } from './answer';
import { loadCertificate } from './loadCertificate';
import { pathOf, rootOf, scriptedKinds } from './scriptedKinds';

/** A request as a script sees it. */
export interface ScriptedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** Empty for a GET. */
  body: string;
  isWatch: boolean;
}

/** Answers a request itself (true), or leaves it to the server. */
export type Script = (
  request: ScriptedRequest,
  response: ServerResponse,
) => boolean | void;

/** An API server on loopback that serves what a test puts into it, and fails as a test tells it to. */
export class ScriptedApiServer {
  readonly token = 'scripted-token';
  /** The kinds that are served. */
  readonly served = new Set<string>();
  readonly requests: ScriptedRequest[] = [];
  /** Asked first for every request. */
  script: Script = () => false;
  readonly #server: Server;
  readonly #ca: string;
  readonly #sockets = new Set<Socket>();
  readonly #objects = new Map<string, Map<string, RawObject>>();
  readonly #watches = new Map<string, Set<ServerResponse>>();
  #resourceVersion = 100;

  private constructor(server: Server, ca: string) {
    this.#server = server;
    this.#ca = ca;
    server.on('request', (request, response) => {
      if (request.method === 'GET') {
        this.#handle(request, response, '');
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.once('end', () =>
        this.#handle(request, response, Buffer.concat(chunks).toString('utf8')),
      );
    });
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(
    options: { kinds?: string[] } = {},
  ): Promise<ScriptedApiServer> {
    const { cert, private: key } = await loadCertificate();
    const scripted = new ScriptedApiServer(createServer({ cert, key }), cert);
    for (const kind of options.kinds ?? []) {
      scripted.served.add(kind);
    }
    await scripted.listen();
    return scripted;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get connection(): DirectConnection {
    return {
      type: 'direct',
      server: `https://127.0.0.1:${this.port}`,
      certificateAuthority: this.#ca,
      credentials: { type: 'token', token: this.token },
      address: 'trusted',
    };
  }

  /** The lists (not watches) of a kind that were asked for, first pages only. */
  listsOf(kind: string): ScriptedRequest[] {
    return this.requests.filter(
      request =>
        request.path === pathOf(kind) &&
        !request.isWatch &&
        !request.query.has('continue'),
    );
  }

  watchesOf(kind: string): ScriptedRequest[] {
    return this.requests.filter(
      request => request.path === pathOf(kind) && request.isWatch,
    );
  }

  /** How many watches of a kind are open now. */
  openWatches(kind: string): number {
    return this.#watches.get(kind)?.size ?? 0;
  }

  async listen(port = 0): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  /** Stops listening and cuts every connection; `listen` takes it back. */
  async stop(): Promise<void> {
    this.cutAll();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  cutAll(): void {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  /** Puts an object in and tells the watches of its kind. */
  put(kind: string, name: string, more: object = {}): void {
    const objects = this.#of(kind);
    const type = objects.has(name) ? 'MODIFIED' : 'ADDED';
    const object = this.#create(kind, name, more);
    objects.set(name, object);
    this.send(kind, { type, object });
  }

  /** Puts an object in and tells nobody, as if the watch had lost it. */
  putSilently(kind: string, name: string, more: object = {}): void {
    this.#of(kind).set(name, this.#create(kind, name, more));
  }

  delete(kind: string, name: string): void {
    const object = this.#of(kind).get(name);
    this.#of(kind).delete(name);
    this.#resourceVersion += 1;
    this.send(kind, {
      type: 'DELETED',
      object: {
        ...object,
        metadata: {
          ...object?.metadata,
          resourceVersion: String(this.#resourceVersion),
        },
      },
    });
  }

  bookmark(kind: string): void {
    this.send(kind, {
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: String(this.#resourceVersion) } },
    });
  }

  /** Sends a line to the watches of a kind. */
  send(kind: string, line: object | string): void {
    const text = typeof line === 'string' ? line : JSON.stringify(line);
    for (const watch of this.#watches.get(kind) ?? []) {
      watch.write(`${text}\n`);
    }
  }

  /** Ends the watches of a kind, orderly or not. */
  endWatches(kind: string, how: 'end' | 'cut'): void {
    for (const watch of this.#watches.get(kind) ?? []) {
      if (how === 'end') {
        watch.end();
      } else {
        watch.socket?.destroy();
      }
    }
  }

  #of(kind: string): Map<string, RawObject> {
    let objects = this.#objects.get(kind);
    if (!objects) {
      objects = new Map();
      this.#objects.set(kind, objects);
    }
    return objects;
  }

  #create(kind: string, name: string, more: object): RawObject {
    this.#resourceVersion += 1;
    return {
      metadata: {
        name,
        namespace: 'shop',
        uid: `${kind}-${name}`,
        resourceVersion: String(this.#resourceVersion),
      },
      ...more,
    };
  }

  #handle(
    message: IncomingMessage,
    response: ServerResponse,
    body: string,
  ): void {
    const url = new URL(message.url ?? '/', 'https://scripted');
    const request: ScriptedRequest = {
      method: message.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: message.headers,
      body,
      isWatch: url.searchParams.has('watch'),
    };
    this.requests.push(request);
    if (this.script(request, response)) {
      return;
    }
    if (message.headers.authorization !== `Bearer ${this.token}`) {
      answerStatus(response, 401, 'Unauthorized');
      return;
    }
    const kind = scriptedKinds.find(
      ({ kind: name }) => pathOf(name) === url.pathname,
    );
    if (kind && this.served.has(kind.kind)) {
      if (request.isWatch) {
        this.#watch(kind.kind, response);
      } else {
        this.#list(kind, request, response);
      }
    } else {
      this.#answerOther(url.pathname, response);
    }
  }

  #watch(kind: string, response: ServerResponse): void {
    const watches = this.#watches.get(kind) ?? new Set();
    this.#watches.set(kind, watches.add(response));
    response.once('close', () => watches.delete(response));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
  }

  #list(
    { kind, metadataOnly }: WatchedKind,
    { query }: ScriptedRequest,
    response: ServerResponse,
  ): void {
    const all = [...this.#of(kind).values()];
    const start = Number(query.get('continue') ?? 0);
    const end = start + Number(query.get('limit') ?? all.length);
    answer(response, 200, {
      kind: metadataOnly ? 'PartialObjectMetadataList' : `${kind}List`,
      metadata: {
        resourceVersion: String(this.#resourceVersion),
        ...(end < all.length && { continue: String(end) }),
      },
      items: all.slice(start, end),
    });
  }

  #answerOther(path: string, response: ServerResponse): void {
    if (path === '/version') {
      answer(response, 200, { gitVersion: 'v1.34.0-scripted' });
      return;
    }
    if (path === '/api/v1/namespaces/kube-system') {
      answer(response, 200, { metadata: { name: 'kube-system' } });
      return;
    }
    const resources = scriptedKinds
      .filter(kind => this.served.has(kind.kind))
      .filter(kind => path === rootOf(kind))
      .map(({ plural, kind }) => ({ name: plural, kind }));
    if (resources.length > 0 || path === '/api/v1') {
      answer(response, 200, { resources });
    } else {
      answerStatus(response, 404, 'the server could not find the resource');
    }
  }
}
