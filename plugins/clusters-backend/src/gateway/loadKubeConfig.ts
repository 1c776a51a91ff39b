import { KubeConfig } from '@kubernetes/client-node';
import type { ClusterConnection, DirectConnection } from '../locators';

const toBase64 = (pem: string) => Buffer.from(pem).toString('base64');

function userOf({ credentials }: DirectConnection) {
  switch (credentials.type) {
    case 'token':
      return { token: credentials.token };
    case 'client-certificate':
      return {
        certData: toBase64(credentials.certificate),
        keyData: toBase64(credentials.key),
      };
    default:
      return {};
  }
}

function loadDirect(connection: DirectConnection): KubeConfig {
  const kubeConfig = new KubeConfig();
  const cluster = {
    name: 'cluster',
    server: connection.server,
    skipTLSVerify: connection.skipTlsVerify ?? false,
    tlsServerName: connection.tlsServerName,
    caFile: connection.certificateAuthorityFile,
    caData:
      connection.certificateAuthority &&
      toBase64(connection.certificateAuthority),
  };
  if (connection.credentials.type === 'in-cluster') {
    // Where Kubernetes mounts the token and the CA is the client's to know.
    const mounted = new KubeConfig();
    mounted.loadFromCluster();
    const { caFile } = mounted.clusters[0];
    const hasOwnCa = Boolean(cluster.caData || cluster.caFile);
    kubeConfig.loadFromClusterAndUser(
      hasOwnCa ? cluster : { ...cluster, caFile },
      mounted.users[0],
    );
    return kubeConfig;
  }
  kubeConfig.loadFromClusterAndUser(cluster, {
    name: 'user',
    ...userOf(connection),
  });
  return kubeConfig;
}

/**
 * Reads how to reach a cluster into a `KubeConfig` that has read no file and run no command yet, except the
 * kubeconfig file itself. A new one knows nothing of tokens that an older one got.
 *
 * @throws when the kubeconfig file cannot be read, or lacks the context
 */
export function loadKubeConfig(connection: ClusterConnection): KubeConfig {
  if (connection.type === 'direct') {
    return loadDirect(connection);
  }
  const kubeConfig = new KubeConfig();
  if (connection.type === 'in-cluster') {
    kubeConfig.loadFromCluster();
    return kubeConfig;
  }
  kubeConfig.loadFromFile(connection.path);
  kubeConfig.setCurrentContext(connection.context);
  return kubeConfig;
}
