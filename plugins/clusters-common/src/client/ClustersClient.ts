import { ResponseError } from '@backstage/errors';
import type { ClusterDetail, ClusterList } from '../clusters';
import type { EventList, ObjectQuery, ObjectView } from '../objectViews';
import type {
  ConnectionTestInput,
  ConnectionTestResult,
  Registration,
  RegistrationInput,
  RegistrationList,
} from '../registration';
import type { ClustersApi, LogOptions, RequestOptions } from './ClustersApi';

const BASE_URL = 'plugin://groundcrew-clusters/v1';

/**
 * What the client needs of Backstage: a `fetch` that knows who is signed in and what `plugin://` urls stand for.
 *
 * @public
 */
export interface ClustersClientOptions {
  fetchApi: { fetch: typeof fetch };
}

/**
 * Reads clusters over the routes of the clusters backend. Errors are `ResponseError`s with the message of the backend.
 *
 * @public
 */
export class ClustersClient implements ClustersApi {
  readonly #fetchApi: ClustersClientOptions['fetchApi'];

  static create(options: ClustersClientOptions): ClustersClient {
    return new ClustersClient(options);
  }

  private constructor(options: ClustersClientOptions) {
    this.#fetchApi = options.fetchApi;
  }

  async listClusters(options?: RequestOptions): Promise<ClusterList> {
    return this.#getJson('/clusters', options);
  }

  async getCluster(
    cluster: string,
    options?: RequestOptions,
  ): Promise<ClusterDetail> {
    return this.#getJson(path`/clusters/${cluster}`, options);
  }

  async getObject(
    cluster: string,
    query: ObjectQuery,
    options?: RequestOptions,
  ): Promise<ObjectView> {
    return this.#getJson(
      path`/clusters/${cluster}/object` + search(query),
      options,
    );
  }

  async listEvents(
    cluster: string,
    query: ObjectQuery,
    options?: RequestOptions,
  ): Promise<EventList> {
    return this.#getJson(
      path`/clusters/${cluster}/events` + search(query),
      options,
    );
  }

  async openLog(options: LogOptions): Promise<ReadableStream<Uint8Array>> {
    const { cluster, namespace, pod, signal, ...query } = options;
    const response = await this.#request(
      path`/clusters/${cluster}/namespaces/${namespace}/pods/${pod}/log` +
        search(query),
      // A log grows: keeping it costs room, and nobody asks for the same one twice.
      { cache: 'no-store', signal },
    );
    return response.body ?? new Response('').body!;
  }

  async testConnection(
    input: ConnectionTestInput,
    options?: RequestOptions,
  ): Promise<ConnectionTestResult> {
    return this.#postJson('/registrations/test', input, options);
  }

  async register(
    input: RegistrationInput,
    options?: RequestOptions,
  ): Promise<Registration> {
    return this.#postJson('/registrations', input, options);
  }

  async listRegistrations(options?: RequestOptions): Promise<RegistrationList> {
    return this.#getJson('/registrations', options);
  }

  async removeRegistration(
    name: string,
    options?: RequestOptions,
  ): Promise<void> {
    await this.#request(path`/registrations/${name}`, {
      method: 'DELETE',
      signal: options?.signal,
    });
  }

  async getRbacManifest(
    query: { namespace?: string } = {},
    options?: RequestOptions,
  ): Promise<string> {
    const response = await this.#request(
      `/rbac-manifest${search({ format: 'yaml', ...query })}`,
      { signal: options?.signal },
    );
    return response.text();
  }

  async #getJson<T>(target: string, options?: RequestOptions): Promise<T> {
    const response = await this.#request(target, {
      // Whatever the caching headers say, the backend is asked; an answer that did not change costs a 304.
      cache: 'no-cache',
      signal: options?.signal,
    });
    return response.json();
  }

  async #postJson<T>(
    target: string,
    body: object,
    options?: RequestOptions,
  ): Promise<T> {
    const response = await this.#request(target, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: options?.signal,
    });
    return response.json();
  }

  async #request(target: string, init: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(`${BASE_URL}${target}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

/** Fills names into a path, so that none of them can leave its segment. */
function path(parts: TemplateStringsArray, ...names: string[]): string {
  return String.raw({ raw: parts }, ...names.map(encodeURIComponent));
}

function search(
  query: Record<string, string | number | boolean | undefined>,
): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) {
      params.set(key, String(value));
    }
  }
  const text = params.toString();
  return text && `?${text}`;
}
