import { IncomingMessage, ServerResponse } from 'node:http';
import { Server as HttpsServer, createServer } from 'node:https';
import {
  AddressInfo,
  Server,
  Socket,
  createServer as createTcpServer,
} from 'node:net';
import { Clock } from '../clock';
import { ApiError } from './ApiError';
import { ApiExchange } from './ApiExchange';
import { ApiRouter, EndStream } from './ApiRouter';
import { Authorizer } from './Authorizer';
import { VERSION } from './discovery';

const HOST = '127.0.0.1';
const PUBLIC_PATHS = ['/healthz', '/livez', '/readyz'];

/** How the network to a cluster behaves. `hanging` accepts connections and never says another word. */
export type Reachability = 'open' | 'hanging';

export interface ApiServerOptions {
  router: ApiRouter;
  authorizer: Authorizer;
  clock: Clock;
  certificate: { key: string; cert: string };
  port: number;
  onError: (error: Error) => void;
}

/** The HTTPS listener of one cluster, on loopback only. */
export class ApiServer {
  static create(options: ApiServerOptions): ApiServer {
    return new ApiServer(options);
  }

  /** What every answer is held back by; 0 normally. */
  delayMs = 0;

  readonly #options: ApiServerOptions;
  readonly #https: HttpsServer;
  readonly #sockets = new Set<Socket>();
  readonly #streams = new Map<EndStream, string>();
  #listener: Server | undefined;
  #reachability: Reachability = 'open';
  #port: number;

  private constructor(options: ApiServerOptions) {
    this.#options = options;
    this.#port = options.port;
    this.#https = createServer(options.certificate, (request, response) => {
      this.#respond(request, response).catch(options.onError);
    });
    this.#https.keepAliveTimeout = 60_000;
    // A client that speaks plain HTTP, or distrusts the certificate, is no error of ours.
    this.#https.on('tlsClientError', () => {});
    this.#https.on('clientError', (_error, socket) => socket.destroy());
  }

  get url(): string {
    return `https://${HOST}:${this.#port}`;
  }

  get isListening(): boolean {
    return this.#listener !== undefined;
  }

  /** Listens; on the same port again after a stop. */
  async listen(): Promise<void> {
    if (this.#listener) return;
    const listener = createTcpServer(socket => this.#accept(socket));
    this.#listener = listener;
    try {
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject);
        listener.listen(this.#port, HOST, resolve);
      });
    } catch (error) {
      this.#listener = undefined;
      throw error;
    }
    this.#port = (listener.address() as AddressInfo).port;
  }

  /** Closes the port and cuts every connection. */
  async close(): Promise<void> {
    const listener = this.#listener;
    this.#listener = undefined;
    const closed =
      listener && new Promise<void>(resolve => listener.close(() => resolve()));
    this.#cut();
    await closed;
  }

  /** Makes the network hang, or heals it; then what hung is cut, as a reset would do. */
  setReachability(reachability: Reachability): void {
    const heals = this.#reachability === 'hanging' && reachability === 'open';
    this.#reachability = reachability;
    if (heals) this.#cut();
  }

  /** Ends the streams that were opened with a token; with none, all of them. */
  endStreams(token?: string): void {
    for (const [end, openedWith] of this.#streams) {
      if (token === undefined || token === openedWith) end();
    }
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (this.#reachability === 'open') this.#https.emit('connection', socket);
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #respond(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { router, authorizer, clock, onError } = this.#options;
    if (this.#reachability === 'hanging') return;
    if (this.delayMs > 0) {
      await new Promise<void>(resolve => clock.after(this.delayMs, resolve));
    }
    const url = new URL(request.url ?? '/', this.url);
    const exchange = (identity: ReturnType<Authorizer['authenticate']>) =>
      ApiExchange.create({
        request,
        response,
        url,
        ...identity,
        isStalled: () => this.#reachability === 'hanging',
      });
    const anonymous = exchange({
      user: { name: 'system:anonymous', groups: [], rules: [] },
      token: '',
    });
    try {
      if (PUBLIC_PATHS.some(path => url.pathname.startsWith(path))) {
        anonymous.replyText(200, 'ok');
        return;
      }
      if (url.pathname === '/version') {
        anonymous.reply(200, VERSION);
        return;
      }
      const identity = authorizer.authenticate(request.headers.authorization);
      const end = await router.handle(exchange(identity), url.host);
      if (end && !response.writableEnded && !response.destroyed) {
        this.#streams.set(end, identity.token);
        response.once('close', () => this.#streams.delete(end));
      }
    } catch (error) {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const refusal =
        error instanceof ApiError
          ? error
          : new ApiError(
              500,
              'InternalError',
              'Internal error occurred: the sandbox failed to answer',
            );
      if (refusal !== error) onError(error as Error);
      anonymous.reply(refusal.code, refusal.toStatus());
    }
  }
}
