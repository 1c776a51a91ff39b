import type { ClusterView } from '@groundcrew/plugin-clusters-common';
import type { Unsubscribe } from '@groundcrew/plugin-clusters-node';

/** Where a cluster is known from. Also the order of precedence: of two clusters of one name the first origin wins. */
export type ClusterOrigin = ClusterView['origin'];

/** With what a cluster is entered. */
export type ClusterCredentials =
  | { type: 'token'; token: string }
  /** Both PEM. */
  | { type: 'client-certificate'; certificate: string; key: string }
  /** The service account that is mounted into our own pod. The file is read again as Kubernetes rotates it. */
  | { type: 'in-cluster' }
  /** The server asks for none, as `kubectl proxy` does. */
  | { type: 'none' };

/** A cluster written out: an address, whom to trust, and with what to enter. */
export interface DirectConnection {
  type: 'direct';
  server: string;
  /** PEM of the CA that signed the server's certificate. Left out, the system's own CAs are trusted. */
  certificateAuthority?: string;
  /** Path of a file with that PEM. Only from config: what comes from people may not name files. */
  certificateAuthorityFile?: string;
  tlsServerName?: string;
  skipTlsVerify?: boolean;
  credentials: ClusterCredentials;
  /**
   * - `trusted`: written by whoever writes app-config; may be anywhere.
   * - `untrusted`: written by a user of the portal; may only be an address that the address policy allows.
   */
  address: 'trusted' | 'untrusted';
}

/** One context of a kubeconfig file that app-config names. May run exec plugins: whoever writes app-config is trusted. */
export interface KubeConfigConnection {
  type: 'kubeconfig';
  path: string;
  context: string;
}

/** The cluster that this very process runs in, with the service account of its pod. */
export interface InClusterConnection {
  type: 'in-cluster';
}

/** How a cluster is reached. Holds secrets: never log it, never return it from a route. */
export type ClusterConnection =
  | DirectConnection
  | KubeConfigConnection
  | InClusterConnection;

/** A cluster that is to be watched. */
export interface LocatedCluster {
  name: string;
  title?: string;
  environment?: string;
  region?: string;
  provider?: string;
  dashboardUrl?: string;
  origin: ClusterOrigin;
  connection: ClusterConnection;
}

/** A cluster that was left out, and why, in words. Holds no secret. */
export interface ClusterProblem {
  cluster: string;
  message: string;
}

/** What one locator knows of now. */
export interface LocatedClusters {
  clusters: LocatedCluster[];
  problems: ClusterProblem[];
}

/** Knows of clusters: from config, kubeconfig files, the catalog, or the registry. */
export interface ClusterLocator {
  readonly origin: ClusterOrigin;
  /** @throws when it cannot tell now. The clusters that it last told of stay. */
  list(): Promise<LocatedClusters>;
  /** Calls back when `list` may answer differently. A locator without it is asked again from time to time. */
  subscribe?(onChange: () => void): Unsubscribe;
}
