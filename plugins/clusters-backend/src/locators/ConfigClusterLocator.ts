import type { Config } from '@backstage/config';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import { authProviderProblem } from './authProviderProblem';
import type {
  ClusterConnection,
  ClusterLocator,
  LocatedClusters,
} from './ClusterLocator';
import type { ClusterSettings } from './ClusterSettings';

const KUBECTL_PROXY = 'http://127.0.0.1:8001';

/** Options of {@link ConfigClusterLocator.fromConfig}. */
export interface ConfigClusterLocatorOptions {
  settings: ClusterSettings;
  /** Whether a service account is mounted into our own pod. */
  isInCluster: boolean;
}

/** The clusters that `kubernetes.clusterLocatorMethods` writes out, as an installation of the Kubernetes plugin has it. */
export class ConfigClusterLocator implements ClusterLocator {
  readonly origin = 'config';
  readonly #located: LocatedClusters;

  private constructor(located: LocatedClusters) {
    this.#located = located;
  }

  static fromConfig(
    config: Config,
    options: ConfigClusterLocatorOptions,
  ): ConfigClusterLocator {
    const located: LocatedClusters = { clusters: [], problems: [] };
    const methods =
      config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
    for (const method of methods) {
      switch (method.getString('type')) {
        case 'config':
          for (const cluster of method.getOptionalConfigArray('clusters') ??
            []) {
            locate(cluster, options, located);
          }
          break;
        case 'localKubectlProxy':
          located.clusters.push({
            name: 'local',
            origin: 'config',
            connection: kubectlProxy(KUBECTL_PROXY),
          });
          break;
        case 'gke':
          located.problems.push({
            cluster: `GKE project ${method.getOptionalString('projectId')}`,
            message:
              'clusters are not looked up at Google: give a kubeconfig that runs "gke-gcloud-auth-plugin" in groundcrew.clusters.kubeconfigs',
          });
          break;
        default:
          // `catalog` has a locator of its own.
          break;
      }
    }
    return new ConfigClusterLocator(located);
  }

  async list(): Promise<LocatedClusters> {
    return this.#located;
  }
}

function kubectlProxy(server: string): ClusterConnection {
  return {
    type: 'direct',
    server,
    // There is nothing to verify: the proxy speaks plain HTTP.
    skipTlsVerify: true,
    credentials: { type: 'none' },
    address: 'trusted',
  };
}

function locate(
  cluster: Config,
  options: ConfigClusterLocatorOptions,
  located: LocatedClusters,
): void {
  const name = cluster.getString('name');
  const connection = connect(name, cluster, options);
  if (typeof connection === 'string') {
    located.problems.push({ cluster: name, message: connection });
    return;
  }
  located.clusters.push({
    name,
    title: cluster.getOptionalString('title'),
    dashboardUrl: cluster.getOptionalString('dashboardUrl'),
    origin: 'config',
    connection,
  });
}

/** How to reach the cluster, or in words why that cannot be. */
function connect(
  name: string,
  cluster: Config,
  { settings, isInCluster }: ConfigClusterLocatorOptions,
): ClusterConnection | string {
  const metadata = cluster.getOptional<Record<string, string>>('authMetadata');
  const authProvider =
    metadata?.[ANNOTATION_KUBERNETES_AUTH_PROVIDER] ??
    cluster.getOptionalString('authProvider');
  const server = cluster.getString('url');
  if (authProvider === 'localKubectlProxy') {
    return kubectlProxy(server);
  }
  const token =
    settings.serviceAccountToken(name) ??
    cluster.getOptionalString('serviceAccountToken') ??
    metadata?.serviceAccountToken;
  if (!token) {
    if (!authProvider) {
      return 'it has no authProvider';
    }
    if (authProvider !== 'serviceAccount') {
      return authProviderProblem(authProvider);
    }
    // As the Kubernetes plugin does: no token means the cluster that we run in, whatever the URL says.
    return isInCluster
      ? { type: 'in-cluster' }
      : 'it has no serviceAccountToken, and this backend does not run in a cluster whose own it could use';
  }
  const caData = cluster.getOptionalString('caData');
  return {
    type: 'direct',
    server,
    certificateAuthority: caData && Buffer.from(caData, 'base64').toString(),
    certificateAuthorityFile: cluster.getOptionalString('caFile'),
    skipTlsVerify: cluster.getOptionalBoolean('skipTLSVerify') ?? false,
    credentials: { type: 'token', token },
    address: 'trusted',
  };
}
