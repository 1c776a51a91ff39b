import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { deploymentsViewSchema, type DeploymentsView } from './deployments';
import { workloadDetailSchema, type WorkloadDetail } from './workloads';

/**
 * Reads what of an entity runs where.
 *
 * @public
 */
export interface DeploymentsApi {
  /** @throws ResponseError when the entity is unknown, or may not be seen. */
  getDeployments(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<DeploymentsView>;
  /** @throws ResponseError when the workload is not one of the entity's, or is gone. */
  getWorkload(
    entityRef: string,
    workload: ObjectRef,
    options?: { signal?: AbortSignal },
  ): Promise<WorkloadDetail>;
}

/**
 * Reads over HTTP.
 *
 * @remarks
 *
 * The browser's cache sends the ETag of an earlier answer along, so asking again when nothing changed costs a 304.
 *
 * @public
 */
export class DeploymentsClient implements DeploymentsApi {
  readonly #fetch: typeof fetch;

  static create(options: {
    fetchApi: { fetch: typeof fetch };
  }): DeploymentsClient {
    return new DeploymentsClient(options.fetchApi.fetch);
  }

  private constructor(fetcher: typeof fetch) {
    this.#fetch = fetcher;
  }

  async getDeployments(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<DeploymentsView> {
    return deploymentsViewSchema.parse(
      await this.#get(entityPath(entityRef), options),
    );
  }

  async getWorkload(
    entityRef: string,
    workload: ObjectRef,
    options?: { signal?: AbortSignal },
  ): Promise<WorkloadDetail> {
    const path = [
      workload.cluster,
      workload.namespace ?? '',
      workload.kind,
      workload.name,
    ]
      .map(encodeURIComponent)
      .join('/');
    return workloadDetailSchema.parse(
      await this.#get(`${entityPath(entityRef)}/workloads/${path}`, options),
    );
  }

  async #get(
    path: string,
    options?: { signal?: AbortSignal },
  ): Promise<unknown> {
    const response = await this.#fetch(
      `plugin://groundcrew-deployments/v1${path}`,
      // Whatever the caching headers say, the backend is asked; an answer that did not change costs a 304.
      { cache: 'no-cache', signal: options?.signal },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
