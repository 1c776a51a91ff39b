import {
  clusterDetailSchema,
  clusterListSchema,
  type ClusterDetail,
  type ClusterList,
} from '../clusters';
import {
  eventListSchema,
  objectViewSchema,
  type EventList,
  type ObjectQuery,
  type ObjectView,
} from '../objectViews';
import {
  connectionTestResultSchema,
  registrationListSchema,
  registrationSchema,
  type ConnectionTestInput,
  type ConnectionTestResult,
  type Registration,
  type RegistrationInput,
  type RegistrationList,
} from '../registration';
import type { ClustersApi, LogOptions, RequestOptions } from './ClustersApi';
import { pathOf } from './pathOf';
import { PluginRequests } from './PluginRequests';

/**
 * Reads clusters over the routes of the clusters backend. Errors are `ResponseError`s with the message of the backend.
 *
 * @public
 */
export class ClustersClient implements ClustersApi {
  readonly #requests: PluginRequests;

  /** @param options - `fetchApi`: knows who is signed in, and what `plugin://` urls stand for */
  static create(options: {
    fetchApi: { fetch: typeof fetch };
  }): ClustersClient {
    return new ClustersClient(
      PluginRequests.create({ ...options, pluginId: 'groundcrew-clusters' }),
    );
  }

  private constructor(requests: PluginRequests) {
    this.#requests = requests;
  }

  async listClusters(options?: RequestOptions): Promise<ClusterList> {
    return clusterListSchema.parse(
      await this.#requests.get('/clusters', options),
    );
  }

  async getCluster(
    cluster: string,
    options?: RequestOptions,
  ): Promise<ClusterDetail> {
    return clusterDetailSchema.parse(
      await this.#requests.get(pathOf`/clusters/${cluster}`, options),
    );
  }

  async getObject(
    cluster: string,
    query: ObjectQuery,
    options?: RequestOptions,
  ): Promise<ObjectView> {
    return objectViewSchema.parse(
      await this.#requests.get(pathOf`/clusters/${cluster}/object`, {
        ...options,
        query,
      }),
    );
  }

  async listEvents(
    cluster: string,
    query: ObjectQuery,
    options?: RequestOptions,
  ): Promise<EventList> {
    return eventListSchema.parse(
      await this.#requests.get(pathOf`/clusters/${cluster}/events`, {
        ...options,
        query,
      }),
    );
  }

  async openLog(options: LogOptions): Promise<ReadableStream<Uint8Array>> {
    const { cluster, namespace, pod, signal, ...query } = options;
    const response = await this.#requests.send(
      pathOf`/clusters/${cluster}/namespaces/${namespace}/pods/${pod}/log`,
      // A log grows: keeping it costs room, and nobody asks for the same one twice.
      { cache: 'no-store' },
      { query, signal },
    );
    return response.body ?? new Response('').body!;
  }

  async testConnection(
    input: ConnectionTestInput,
    options?: RequestOptions,
  ): Promise<ConnectionTestResult> {
    return connectionTestResultSchema.parse(
      await this.#requests.post('/registrations/test', input, options),
    );
  }

  async register(
    input: RegistrationInput,
    options?: RequestOptions,
  ): Promise<Registration> {
    return registrationSchema.parse(
      await this.#requests.post('/registrations', input, options),
    );
  }

  async listRegistrations(options?: RequestOptions): Promise<RegistrationList> {
    return registrationListSchema.parse(
      await this.#requests.get('/registrations', options),
    );
  }

  async removeRegistration(
    name: string,
    options?: RequestOptions,
  ): Promise<void> {
    await this.#requests.send(
      pathOf`/registrations/${name}`,
      { method: 'DELETE' },
      options,
    );
  }

  async getRbacManifest(
    query: { namespace?: string } = {},
    options?: RequestOptions,
  ): Promise<string> {
    const response = await this.#requests.send(
      '/rbac-manifest',
      {},
      { ...options, query: { format: 'yaml', ...query } },
    );
    return response.text();
  }
}
