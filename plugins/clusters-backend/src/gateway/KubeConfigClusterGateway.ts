import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import type { IncomingMessage } from 'node:http';
import type { ClusterConnection } from '../locators';
import type { AddressPolicy } from './addressPolicy';
import { ClusterAccess } from './ClusterAccess';
import type {
  ClusterGateway,
  GatewayChangeOptions,
  GatewayOutcome,
  GatewayReadOptions,
  GatewayResponse,
  GatewayStream,
  GatewayStreamOptions,
} from './ClusterGateway';
import { describeConnectionError } from './describeConnectionError';
import { readBody, toResponseError } from './readBody';
import { sendRequest, type Exchange } from './sendRequest';

/** Options of {@link KubeConfigClusterGateway.create}. */
export interface KubeConfigClusterGatewayOptions {
  connection: ClusterConnection;
  /** For connections whose address is untrusted. Default: the strict one. */
  addressPolicy?: AddressPolicy;
  /** Told of every request but those that we gave up on ourselves. */
  onOutcome?: (outcome: GatewayOutcome) => void;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/** Reaches a cluster as `kubectl` would, by what a kubeconfig or a connection that was written out says. */
export class KubeConfigClusterGateway implements ClusterGateway {
  readonly #access: ClusterAccess;
  readonly #onOutcome: (outcome: GatewayOutcome) => void;
  readonly #running = new Set<AbortController>();
  #isClosed = false;

  private constructor(options: KubeConfigClusterGatewayOptions) {
    this.#access = ClusterAccess.create({
      connection: options.connection,
      addressPolicy: options.addressPolicy ?? { allowLoopback: false },
    });
    this.#onOutcome = options.onOutcome ?? (() => {});
  }

  /** Reads nothing and connects to nothing yet. */
  static create(
    options: KubeConfigClusterGatewayOptions,
  ): KubeConfigClusterGateway {
    return new KubeConfigClusterGateway(options);
  }

  async request(
    path: string,
    options: GatewayReadOptions = {},
  ): Promise<GatewayResponse> {
    return this.#read({ method: 'GET', path, options });
  }

  async json<T>(path: string, options: GatewayReadOptions = {}): Promise<T> {
    return parseJson<T>(await this.#read({ method: 'GET', path, options }));
  }

  async post<T>(
    path: string,
    body: unknown,
    options: GatewayReadOptions = {},
  ): Promise<T> {
    return parseJson<T>(
      await this.#read({
        method: 'POST',
        path,
        options,
        body: { bytes: Buffer.from(JSON.stringify(body)) },
      }),
    );
  }

  async change<T>(path: string, options: GatewayChangeOptions): Promise<T> {
    const { method, body, contentType } = options;
    return parseJson<T>(
      await this.#read({
        method,
        path,
        options,
        body:
          body === undefined
            ? undefined
            : { bytes: Buffer.from(JSON.stringify(body)), type: contentType },
        changes: options.query?.dryRun === undefined ? 'state' : 'nothing',
      }),
    );
  }

  async stream(
    path: string,
    options: GatewayStreamOptions = {},
  ): Promise<GatewayStream> {
    const deadline = this.#startDeadline(options);
    const { signal } = deadline.controller;
    try {
      const answer = await this.#exchange({
        method: 'GET',
        path,
        options,
        signal,
      });
      deadline.clear();
      answer.once('close', deadline.end);
      return {
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: answer,
      };
    } catch (error) {
      deadline.end();
      throw error;
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const controller of this.#running) {
      controller.abort(closedError());
    }
    this.#access.close();
  }

  async #read(
    exchange: Omit<Exchange, 'signal'> & { options: GatewayReadOptions },
  ): Promise<GatewayResponse> {
    const { options } = exchange;
    const deadline = this.#startDeadline(options);
    const { signal } = deadline.controller;
    try {
      const answer = await this.#exchange({ ...exchange, signal });
      return {
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: await readBody(answer, options.maxBytes ?? DEFAULT_MAX_BYTES),
      };
    } catch (error) {
      throw toRequestError(error, signal);
    } finally {
      deadline.end();
    }
  }

  /** Ends when the time is over, when the caller gives up, or when the gateway is closed. */
  #startDeadline(options: { signal?: AbortSignal; timeoutMs?: number }) {
    const controller = new AbortController();
    const giveUp = () => controller.abort();
    const timer = setTimeout(
      () =>
        controller.abort(
          new ClusterRequestError('timeout', 'no answer in time'),
        ),
      options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    );
    this.#running.add(controller);
    options.signal?.addEventListener('abort', giveUp);
    if (options.signal?.aborted) {
      giveUp();
    }
    if (this.#isClosed) {
      controller.abort(closedError());
    }
    return {
      controller,
      clear: () => clearTimeout(timer),
      end: () => {
        clearTimeout(timer);
        options.signal?.removeEventListener('abort', giveUp);
        this.#running.delete(controller);
      },
    };
  }

  /** Sends, a second time with fresh credentials if they were not accepted, and tells how it went. */
  async #exchange(exchange: Exchange): Promise<IncomingMessage> {
    const start = performance.now();
    const report = (error?: ClusterRequestError) => {
      if (error?.failure !== 'aborted' && !exchange.options.isPassedOn) {
        this.#onOutcome({
          durationMs: performance.now() - start,
          method: exchange.method,
          failure: error?.failure,
        });
      }
    };
    try {
      const access = await unlessAborted(this.#access.get(), exchange.signal);
      let answer = await sendRequest(exchange, access);
      if (answer.statusCode === 401) {
        answer.destroy();
        const renewed = await unlessAborted(
          this.#access.renew(access),
          exchange.signal,
        );
        answer = await sendRequest(exchange, renewed);
      }
      if (isFailure(answer)) {
        throw await toResponseError(answer, exchange);
      }
      report();
      return answer;
    } catch (error) {
      const failed = toRequestError(error, exchange.signal);
      report(failed);
      throw failed;
    }
  }
}

/** What gets credentials may run a command that hangs; it is not told to end, but nobody waits for it. */
function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('aborted'));
    if (signal.aborted) {
      abort();
    }
    signal.addEventListener('abort', abort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}

function closedError(): ClusterRequestError {
  return new ClusterRequestError(
    'aborted',
    'the cluster was taken out of Groundcrew, or its settings have changed',
  );
}

function isFailure(answer: IncomingMessage): boolean {
  const status = answer.statusCode ?? 0;
  return status < 200 || status > 299;
}

function parseJson<T>({ body }: GatewayResponse): T {
  try {
    return JSON.parse(body.toString('utf8')) as T;
  } catch {
    throw new ClusterRequestError('malformed', 'the answer is not JSON');
  }
}

function toRequestError(
  error: unknown,
  signal: AbortSignal,
): ClusterRequestError {
  if (error instanceof ClusterRequestError) {
    return error;
  }
  if (signal.aborted) {
    return signal.reason instanceof ClusterRequestError
      ? signal.reason
      : new ClusterRequestError('aborted', 'the request was given up');
  }
  const { failure, message } = describeConnectionError(error);
  return new ClusterRequestError(failure, message);
}
