import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './ApiError';
import { User } from './Authorizer';

const LARGEST_BODY_BYTES = 3 * 1024 * 1024;

/** One request and the ways to answer it. */
export class ApiExchange {
  static create(options: {
    request: IncomingMessage;
    response: ServerResponse;
    user: User;
    token: string;
    url: URL;
    isStalled: () => boolean;
  }): ApiExchange {
    return new ApiExchange(options);
  }

  readonly user: User;
  readonly token: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #isStalled: () => boolean;

  private constructor(options: Parameters<typeof ApiExchange.create>[0]) {
    this.user = options.user;
    this.token = options.token;
    this.path = options.url.pathname;
    this.query = options.url.searchParams;
    this.#request = options.request;
    this.#response = options.response;
    this.#isStalled = options.isStalled;
  }

  get method(): string {
    return this.#request.method ?? 'GET';
  }

  get accept(): string | undefined {
    return this.#request.headers.accept;
  }

  get contentType(): string {
    return (this.#request.headers['content-type'] ?? '')
      .split(';')[0]
      .trim()
      .toLowerCase();
  }

  /** Who writes: as said by the client, or the first word of its user agent. */
  get fieldManager(): string {
    const agent = this.#request.headers['user-agent'] ?? 'unknown';
    return this.query.get('fieldManager') || agent.split('/')[0].slice(0, 128);
  }

  get isDryRun(): boolean {
    const values = this.query.getAll('dryRun').filter(Boolean);
    const unknown = values.find(value => value !== 'All');
    if (unknown) {
      throw ApiError.invalid(
        { group: 'meta.k8s.io', kind: 'CreateOptions' },
        '',
        [
          {
            reason: 'FieldValueNotSupported',
            message: `Unsupported value: ${JSON.stringify(
              values,
            )}: supported values: "All"`,
            field: 'dryRun',
          },
        ],
      );
    }
    return values.length > 0;
  }

  /** The body as JSON, or undefined when it is empty. `kind` is what the client was to send. */
  async body(kind = 'DeleteOptions'): Promise<unknown> {
    const text = await this.#text();
    if (text.trim() === '') return undefined;
    try {
      return JSON.parse(text);
    } catch (error) {
      throw unrecognized(
        kind,
        `${(error as Error).message} (${excerpt(text)})`,
      );
    }
  }

  /** The body as a JSON object. */
  async objectBody(kind: string): Promise<Record<string, unknown>> {
    if (!['application/json', ''].includes(this.contentType)) {
      throw ApiError.unsupportedMediaType();
    }
    const body = await this.body(kind);
    if (body === undefined) {
      throw unrecognized(kind, 'unexpected end of JSON input (<empty>)');
    }
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw unrecognized(kind, 'it is no object');
    }
    return body as Record<string, unknown>;
  }

  async #text(): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.#request) {
      size += chunk.length;
      if (size > LARGEST_BODY_BYTES) {
        throw new ApiError(
          413,
          'RequestEntityTooLarge',
          `Request entity too large: limit is ${LARGEST_BODY_BYTES}`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
  }

  reply(code: number, body: object): void {
    if (this.#isStalled()) return;
    const text = `${JSON.stringify(body)}\n`;
    this.#response.writeHead(code, {
      'content-type': 'application/json',
      'cache-control': 'no-cache, private',
      'content-length': Buffer.byteLength(text),
    });
    this.#response.end(text);
  }

  replyNothing(): void {
    if (this.#isStalled()) return;
    this.#response.writeHead(204, { 'cache-control': 'no-cache, private' });
    this.#response.end();
  }

  replyText(code: number, text: string): void {
    if (this.#isStalled()) return;
    this.#response.writeHead(code, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-cache, private',
    });
    this.#response.end(text);
  }

  /** Begins an answer that goes on. `onClose` is called once, when the client or the server ends it. */
  stream(contentType: string, onClose: () => void): ResponseStream {
    const response = this.#response;
    const isStalled = this.#isStalled;
    response.writeHead(200, {
      'content-type': contentType,
      'cache-control': 'no-cache, private',
    });
    response.flushHeaders();
    response.once('close', onClose);
    return {
      write(chunk) {
        // Behind a half-open connection things are lost, not late.
        if (!isStalled() && !response.writableEnded) response.write(chunk);
      },
      end() {
        if (!isStalled()) response.end();
      },
    };
  }
}

export interface ResponseStream {
  write(chunk: string | Buffer): void;
  end(): void;
}

function unrecognized(kind: string, problem: string): ApiError {
  return ApiError.badRequest(
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${problem}`,
  );
}

function excerpt(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)} ...` : text;
}
