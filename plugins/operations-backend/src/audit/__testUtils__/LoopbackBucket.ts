import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a store answers instead of doing what it was asked to. */
export interface BucketFailure {
  status: number;
  /** As S3 names it, such as `AccessDenied`. */
  code: string;
  /** To requests with this method alone. */
  method?: string;
  /** So often. Default: until it is set to something else. */
  times?: number;
}

/** As much of S3 as anchors take, on loopback: conditional writes, and lists by pages. */
export class LoopbackBucket {
  /** By key. */
  readonly objects = new Map<string, string>();
  /** Such as `PUT a/b.json` and `LIST a/`. */
  readonly requests: string[] = [];
  readonly name = 'anchors';
  failure: BucketFailure | undefined;
  /** Objects on a page. */
  pageSize = 1_000;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(error => response.destroy(error));
    });
  }

  static async start(): Promise<LoopbackBucket> {
    const bucket = new LoopbackBucket();
    await new Promise<void>(resolve =>
      bucket.#server.listen(0, '127.0.0.1', resolve),
    );
    return bucket;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** The root of config of a backend that keeps its anchors here. */
  config(s3: object = {}) {
    const { port } = this.#server.address() as AddressInfo;
    return {
      aws: { mainAccount: { accessKeyId: 'test', secretAccessKey: 'test' } },
      groundcrew: {
        operations: {
          audit: {
            s3: {
              bucket: this.name,
              region: 'eu-central-1',
              endpoint: `http://127.0.0.1:${port}`,
              forcePathStyle: true,
              ...s3,
            },
          },
        },
      },
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const { method = '' } = request;
    const url = new URL(request.url ?? '', 'http://loopback');
    const [, bucket, ...path] = decodeURIComponent(url.pathname).split('/');
    const key = path.join('/');
    const body = await text(request);
    const isList =
      method === 'GET' && url.searchParams.get('list-type') === '2';
    this.requests.push(
      isList ? `LIST ${url.searchParams.get('prefix')}` : `${method} ${key}`,
    );
    const { failure } = this;
    if (failure && (failure.method ?? method) === method) {
      if (failure.times !== undefined) {
        failure.times -= 1;
        this.failure = failure.times > 0 ? failure : undefined;
      }
      refuse(response, failure);
    } else if (bucket !== this.name) {
      refuse(response, { status: 404, code: 'NoSuchBucket' });
    } else if (isList) {
      respond(response, 200, this.#page(url.searchParams));
    } else if (method !== 'PUT') {
      refuse(response, { status: 405, code: 'MethodNotAllowed' });
    } else if (
      request.headers['if-none-match'] === '*' &&
      this.objects.has(key)
    ) {
      refuse(response, { status: 412, code: 'PreconditionFailed' });
    } else {
      this.objects.set(key, body);
      respond(response, 200, '');
    }
  }

  #page(query: URLSearchParams): string {
    const after =
      query.get('continuation-token') ?? query.get('start-after') ?? '';
    const rest = [...this.objects.keys()]
      .sort()
      .filter(key => key.startsWith(query.get('prefix') ?? '') && key > after);
    const keys = rest.slice(
      0,
      Math.min(this.pageSize, Number(query.get('max-keys') ?? 1_000)),
    );
    const isTruncated = rest.length > keys.length;
    const contents = keys.map(
      key =>
        `<Contents><Key>${key}</Key><LastModified>2027-01-15T08:00:00.000Z</LastModified></Contents>`,
    );
    return `<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${contents.join(
      '',
    )}${
      isTruncated
        ? `<NextContinuationToken>${keys.at(-1)}</NextContinuationToken>`
        : ''
    }</ListBucketResult>`;
  }
}

function refuse(
  response: ServerResponse,
  { code, status }: Pick<BucketFailure, 'code' | 'status'>,
) {
  respond(
    response,
    status,
    `<Error><Code>${code}</Code><Message>${code} it is</Message></Error>`,
  );
}

function respond(response: ServerResponse, status: number, xml: string) {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(xml && `<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}
