import { ServiceUnavailableError } from '@backstage/errors';
import type { ClusterClient } from '../clients/ClusterClient';
import type { ClusterClients } from '../clients/ClusterClients';
import type { ClusterHub } from './ClusterHub';

/** The facade of a {@link ClusterHub} for those who change clusters. */
export class DefaultClusterClients implements ClusterClients {
  readonly #hub: ClusterHub;

  private constructor(hub: ClusterHub) {
    this.#hub = hub;
  }

  static create(options: { hub: ClusterHub }): DefaultClusterClients {
    return new DefaultClusterClients(options.hub);
  }

  client(cluster: string): ClusterClient {
    const { client } = this.#hub.cluster(cluster);
    if (!client) {
      throw new ServiceUnavailableError(
        `Nobody has said yet how cluster '${cluster}' is reached`,
      );
    }
    return client;
  }
}
