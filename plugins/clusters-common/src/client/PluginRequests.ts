import { ResponseError } from '@backstage/errors';
import type { RequestOptions } from './ClustersApi';
import { searchOf } from './searchOf';

/**
 * What a client needs of Backstage: a `fetch` that knows who is signed in and what `plugin://` urls stand for.
 *
 * @public
 */
export interface PluginRequestsOptions {
  fetchApi: { fetch: typeof fetch };
  /** Whose backend is asked. */
  pluginId: string;
}

/**
 * What a request takes beside its path.
 *
 * @public
 */
export interface PluginRequestOptions extends RequestOptions {
  /** Parameters of the url; those that are `undefined` are left out, and a list stands as often as it has values. */
  query?: object;
}

/**
 * Requests to the first version of the routes of one of our backends. Each rejects with a `ResponseError` that has the message
 * of the backend.
 *
 * @public
 */
export class PluginRequests {
  readonly #fetch: typeof fetch;
  readonly #baseUrl: string;

  static create(options: PluginRequestsOptions): PluginRequests {
    return new PluginRequests(options);
  }

  private constructor({ fetchApi, pluginId }: PluginRequestsOptions) {
    this.#fetch = fetchApi.fetch;
    this.#baseUrl = `plugin://${pluginId}/v1`;
  }

  /** The JSON of an answer that is never an old one. */
  async get(path: string, options?: PluginRequestOptions): Promise<unknown> {
    // Whatever the caching headers say, the backend is asked; an answer that did not change costs a 304.
    const response = await this.send(path, { cache: 'no-cache' }, options);
    return response.json();
  }

  /** Sends JSON, and gives the JSON that is answered. */
  async post(
    path: string,
    body: unknown,
    options?: PluginRequestOptions,
  ): Promise<unknown> {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const response = await this.send(path, init, options);
    return response.json();
  }

  /** The answer as it came. */
  async send(
    path: string,
    init: Omit<RequestInit, 'signal'> = {},
    { query = {}, signal }: PluginRequestOptions = {},
  ): Promise<Response> {
    const response = await this.#fetch(
      `${this.#baseUrl}${path}${searchOf(query)}`,
      { ...init, signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
