import { Agent, request as httpsRequest } from 'node:https';

const REQUEST_TIMEOUT_MS = 60_000;

/** The least that every Kubernetes object has. */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    name?: string;
    generateName?: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

export interface LabRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, such as `/api/v1/nodes?limit=5`. */
  path: string;
  body?: unknown;
  /** Default: `application/merge-patch+json` for PATCH, else `application/json`. */
  contentType?: string;
  timeoutMs?: number;
}

/** What the API server answered when it did not answer with success. */
export class LabResponseError extends Error {
  readonly status: number;
  /** Machine-readable, such as `NotFound` or `AlreadyExists`. */
  readonly reason: string | undefined;

  constructor(options: { status: number; reason?: string; message: string }) {
    super(options.message);
    this.name = 'LabResponseError';
    this.status = options.status;
    this.reason = options.reason;
  }
}

/** Plain JSON requests to a lab's API server as one of its users, over kept-alive connections. */
export class LabClient {
  readonly #url: URL;
  readonly #token: string;
  readonly #agent: Agent;
  readonly #resources = new Map<
    string,
    Promise<{ kind: string; name: string; namespaced: boolean }[]>
  >();

  static create(options: {
    url: string;
    caData: string;
    token: string;
    maxSockets?: number;
  }): LabClient {
    return new LabClient(options);
  }

  private constructor(options: {
    url: string;
    caData: string;
    token: string;
    maxSockets?: number;
  }) {
    this.#url = new URL(options.url);
    this.#token = options.token;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: options.maxSockets ?? 32,
      ca: Buffer.from(options.caData, 'base64'),
    });
  }

  /** @throws LabResponseError for every answer outside 2xx */
  async request<T = KubernetesObject>(options: LabRequest): Promise<T> {
    const text = await this.requestText(options);
    return JSON.parse(text) as T;
  }

  async requestText(options: LabRequest): Promise<string> {
    const {
      method = 'GET',
      path,
      body,
      timeoutMs = REQUEST_TIMEOUT_MS,
    } = options;
    const payload =
      body === undefined
        ? undefined
        : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const contentType =
      options.contentType ??
      (method === 'PATCH'
        ? 'application/merge-patch+json'
        : 'application/json');
    return await new Promise<string>((resolve, reject) => {
      const request = httpsRequest(
        {
          host: this.#url.hostname,
          port: this.#url.port,
          agent: this.#agent,
          method,
          path,
          timeout: timeoutMs,
          headers: {
            authorization: `Bearer ${this.#token}`,
            accept: 'application/json',
            ...(payload && {
              'content-type': contentType,
              'content-length': payload.length,
            }),
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const status = response.statusCode ?? 0;
            if (status >= 200 && status < 300) {
              resolve(text);
            } else {
              reject(responseError(status, text, `${method} ${path}`));
            }
          });
        },
      );
      request.on('timeout', () =>
        request.destroy(
          new Error(`No answer to ${method} ${path} within ${timeoutMs} ms`),
        ),
      );
      request.on('error', reject);
      request.end(payload);
    });
  }

  /** Creates the object, or brings it to this state, by server-side apply. */
  async apply<T extends KubernetesObject>(
    object: T,
    options: { fieldManager?: string } = {},
  ): Promise<T> {
    const path = await this.pathOf(object);
    const query = `?fieldManager=${encodeURIComponent(
      options.fieldManager ?? 'lab',
    )}&force=true`;
    return await this.request<T>({
      method: 'PATCH',
      path: path + query,
      body: object,
      contentType: 'application/apply-patch+yaml',
    });
  }

  /** Creates the object, unless there is one of its name already. */
  async createIfAbsent(object: KubernetesObject): Promise<void> {
    const path = await this.pathOf(object);
    try {
      await this.request({
        method: 'POST',
        path: path.slice(0, path.lastIndexOf('/')),
        body: object,
      });
    } catch (error) {
      if (
        !(error instanceof LabResponseError && error.reason === 'AlreadyExists')
      ) {
        throw error;
      }
    }
  }

  async get<T extends KubernetesObject>(object: KubernetesObject): Promise<T> {
    return await this.request<T>({ path: await this.pathOf(object) });
  }

  async delete(object: KubernetesObject): Promise<void> {
    await this.request({ method: 'DELETE', path: await this.pathOf(object) });
  }

  /** The path of an object by its apiVersion, kind, namespace and name, as the server's discovery names its resource. */
  async pathOf(object: KubernetesObject): Promise<string> {
    const { apiVersion = 'v1', kind, metadata = {} } = object;
    const root = apiVersion.includes('/')
      ? `/apis/${apiVersion}`
      : `/api/${apiVersion}`;
    if (!this.#resources.has(root)) {
      const listed = this.request<{
        resources: { kind: string; name: string; namespaced: boolean }[];
      }>({ path: root });
      const own = listed.then(({ resources }) =>
        resources.filter(({ name }) => !name.includes('/')),
      );
      own.catch(() => this.#resources.delete(root));
      this.#resources.set(root, own);
    }
    const resource = (await this.#resources.get(root))?.find(
      candidate => candidate.kind === kind,
    );
    if (!resource) {
      // A definition may have been installed since: look again next time.
      this.#resources.delete(root);
      throw new Error(`The API server serves no ${kind} in ${apiVersion}`);
    }
    const namespace = resource.namespaced
      ? `/namespaces/${metadata.namespace ?? 'default'}`
      : '';
    return `${root}${namespace}/${resource.name}/${metadata.name}`;
  }

  /** Closes the kept-alive connections. */
  close(): void {
    this.#agent.destroy();
  }
}

function responseError(
  status: number,
  text: string,
  what: string,
): LabResponseError {
  try {
    const { reason, message } = JSON.parse(text) as {
      reason?: string;
      message?: string;
    };
    return new LabResponseError({
      status,
      reason,
      message: `${what}: ${status} ${message ?? ''}`,
    });
  } catch {
    return new LabResponseError({
      status,
      message: `${what}: ${status} ${text.slice(0, 500)}`,
    });
  }
}
