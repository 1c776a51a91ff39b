import type { ClusterClient } from './ClusterClient';

/**
 * The clients of all clusters, for the operations plugin alone.
 *
 * @public
 */
export interface ClusterClients {
  /**
   * @throws NotFoundError when there is no cluster of that name, ServiceUnavailableError while nobody knows how to
   * reach it
   */
  client(cluster: string): ClusterClient;
}
