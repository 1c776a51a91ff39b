import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import type { ConformanceTarget } from './targets/ConformanceTarget';

/** Any object of the API. */
export interface ApiObject {
  apiVersion?: string;
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    managedFields?: {
      manager?: string;
      operation?: string;
      subresource?: string;
    }[];
    ownerReferences?: unknown[];
  };
  [field: string]: unknown;
}

/** A list of the API. */
export interface ApiList {
  kind?: string;
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items: ApiObject[];
}

/** What the API answers when it refuses. */
export interface ApiStatus {
  kind: 'Status';
  status: string;
  reason?: string;
  code?: number;
  message?: string;
}

/** One event of a watch. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: ApiObject & Partial<ApiStatus>;
}

export interface ApiRequest {
  method?: string;
  path: string;
  body?: unknown;
  /** A body that is sent as it is. */
  text?: string;
  contentType?: string;
  accept?: string;
  /** Null sends no token. */
  token?: string | null;
}

export interface ApiResponse<T> {
  status: number;
  contentType: string;
  text: string;
  body: T;
}

/** Speaks plain HTTP with a cluster, so that the suite sees what is really sent. */
export class ClusterConnection {
  readonly #target: ConformanceTarget;
  readonly #agent: Agent;

  static open(target: ConformanceTarget): ClusterConnection {
    return new ClusterConnection(target);
  }

  private constructor(target: ConformanceTarget) {
    this.#target = target;
    this.#agent = new Agent({ ca: target.ca, keepAlive: true });
  }

  async request<T = ApiObject>(options: ApiRequest): Promise<ApiResponse<T>> {
    const response = await this.#send(options);
    response.setEncoding('utf8');
    let text = '';
    for await (const chunk of response) {
      text += chunk;
    }
    const contentType = String(response.headers['content-type'] ?? '');
    // A watch is a document a line.
    const isDocument =
      contentType.includes('json') && !options.path.includes('watch=1');
    return {
      status: response.statusCode ?? 0,
      contentType,
      text,
      body: (isDocument ? JSON.parse(text) : undefined) as T,
    };
  }

  /**
   * Opens a watch and hands its events over as they come, until the loop is left or the server ends it.
   *
   * @throws an Error when the server does not answer with 200
   */
  async *watch(path: string): AsyncGenerator<WatchEvent> {
    const response = await this.#send({ path });
    try {
      if (response.statusCode !== 200) {
        throw new Error(`the watch was answered with ${response.statusCode}`);
      }
      for await (const line of createInterface({ input: response })) {
        if (line.trim()) {
          yield JSON.parse(line);
        }
      }
    } finally {
      response.destroy();
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(options: ApiRequest): Promise<IncomingMessage> {
    const payload =
      options.text ??
      (options.body === undefined ? undefined : JSON.stringify(options.body));
    const token =
      options.token === undefined ? this.#target.adminToken : options.token;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.#target.url}${options.path}`,
        {
          method: options.method ?? 'GET',
          agent: this.#agent,
          headers: {
            accept: options.accept ?? 'application/json',
            ...(token && { authorization: `Bearer ${token}` }),
            ...(payload !== undefined && {
              'content-type': options.contentType ?? 'application/json',
              'content-length': Buffer.byteLength(payload),
            }),
          },
        },
        resolve,
      );
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  }
}
