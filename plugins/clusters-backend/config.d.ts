export interface Config {
  groundcrew?: {
    /**
     * The environments of this installation, in the order in which they are shown. Others come after them, by name.
     * Default: dev, test, staging, prod.
     */
    environments?: string[];

    /**
     * Which clusters there are, besides those of `kubernetes.clusterLocatorMethods` (types `config`, `catalog` and
     * `localKubectlProxy`), which are read as the Kubernetes plugin has them. Of two clusters of one name the first wins, in
     * the order `kubernetes.clusterLocatorMethods`, `kubeconfigs`, catalog, registered at run time.
     */
    clusters?: {
      /** What is known of a cluster wherever it comes from, by its name. Goes before what the cluster says of itself. */
      settings?: Array<{
        /** The name of the cluster. */
        name: string;
        /** The environment of everything in it, unless a namespace says otherwise. */
        environment?: string;
        /** Default: what its nodes say (`topology.kubernetes.io/region`). */
        region?: string;
        /** Such as `eks` or `kind`. Default: what its nodes say. */
        provider?: string;
        /** The group that owns what runs in it, as an entity reference, unless a namespace says otherwise. */
        defaultOwner?: string;
        /**
         * The token of a service account for watching this cluster. Needed where its `authProvider` wants the token of a
         * user (google, oidc, aks, pinniped): nobody is signed in while we watch.
         * @visibility secret
         */
        serviceAccountToken?: string;
        /** What is known of its namespaces. What a Namespace says by label or annotation goes first. */
        namespaces?: Array<{
          name: string;
          environment?: string;
          /** The group that may change what runs in it, as an entity reference. */
          owner?: string;
        }>;
      }>;

      /**
       * Kubeconfig files to watch. They are trusted: their exec plugins are run and the files that they name are read,
       * so tokens of EKS, GKE and AKS are renewed as with kubectl.
       */
      kubeconfigs?: Array<{
        /** Absolute, or relative to where the backend runs. */
        path: string;
        /** Each becomes a cluster of that name. Default: the current context. */
        contexts?: string[];
      }>;

      /** Credentials that are not given for one cluster in particular: the service account of our own pod. */
      ambientCredentials?: {
        /**
         * The API servers of catalog Resources that may receive credentials: names or addresses, with or without a
         * port; `*.example.com` stands for every name below. Whoever may register a Resource could otherwise have
         * our credentials sent to a server of his own. Default: none.
         */
        allowedHosts?: string[];
      };

      /**
       * Whether clusters from the catalog and the registry may be on this very machine. For trying things out; with
       * it, whoever may register a cluster can reach what else listens here. Default: false.
       */
      allowLoopback?: boolean;

      /**
       * How many objects this process keeps at most, of all clusters together. What is beyond is not kept; pages say so,
       * and the metric `groundcrew_clusters_dropped_objects` counts it. Default: 400000.
       */
      maxObjects?: number;

      /**
       * How many bytes of memory they may take, as estimated from what is kept of them. Default: 2147483648 (2 GiB).
       */
      maxBytes?: number;

      /**
       * Seals the credentials of registered clusters (AES-256-GCM). The first key seals, each of them opens: put a new
       * one first to rotate. Without any, no clusters can be registered.
       */
      encryptionKeys?: Array<{
        /** Stored beside what it sealed; never reuse it for another key. */
        id: string;
        /**
         * 32 bytes in base64: `openssl rand -base64 32`.
         * @visibility secret
         */
        key: string;
      }>;
    };
  };
}
