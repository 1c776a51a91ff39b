import { parseEntityRef } from '@backstage/catalog-model';
import {
  pathOf,
  PluginRequests,
  type ObjectRef,
} from '@groundcrew/plugin-clusters-common';
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
  readonly #requests: PluginRequests;

  /** @param options - `fetchApi`: knows who is signed in, and what `plugin://` urls stand for */
  static create(options: {
    fetchApi: { fetch: typeof fetch };
  }): DeploymentsClient {
    return new DeploymentsClient(
      PluginRequests.create({ ...options, pluginId: 'groundcrew-deployments' }),
    );
  }

  private constructor(requests: PluginRequests) {
    this.#requests = requests;
  }

  async getDeployments(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<DeploymentsView> {
    return deploymentsViewSchema.parse(
      await this.#requests.get(entityPath(entityRef), options),
    );
  }

  async getWorkload(
    entityRef: string,
    workload: ObjectRef,
    options?: { signal?: AbortSignal },
  ): Promise<WorkloadDetail> {
    const { cluster, kind, name, namespace = '' } = workload;
    const path = pathOf`/workloads/${cluster}/${namespace}/${kind}/${name}`;
    return workloadDetailSchema.parse(
      await this.#requests.get(`${entityPath(entityRef)}${path}`, options),
    );
  }
}

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return pathOf`/entities/${kind}/${namespace}/${name}`;
}
