import { KubeConfig } from '@kubernetes/client-node';
import type { ConformanceTarget } from './ConformanceTarget';

/**
 * A cluster of one's own, by the current context of a kubeconfig.
 *
 * @throws an Error when the context has no token: the suite speaks plain HTTP and knows no other credentials
 */
export async function fromKubeconfig(path: string): Promise<ConformanceTarget> {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(path);
  const cluster = kubeConfig.getCurrentCluster();
  const adminToken = kubeConfig.getCurrentUser()?.token;
  if (!cluster || !adminToken) {
    throw new Error(
      `the current context of ${path} needs a cluster and a user with a token: kubectl create token SERVICEACCOUNT makes one`,
    );
  }
  return {
    name: path,
    url: cluster.server,
    ca:
      cluster.caData && Buffer.from(cluster.caData, 'base64').toString('utf8'),
    adminToken,
    hasLogs: true,
    hasMetrics: false,
    isOwn: false,
    refusesUnsupported: false,
    stop: async () => {},
  };
}
