export interface Config {
  groundcrew?: {
    /** The embedded clusters of a first run. */
    sandbox?: {
      /** Whether they start with the backend. */
      enabled?: boolean;
      /** Where the sandbox keeps its certificates and kubeconfig. A directory of its own, relative to the working directory. */
      directory?: string;
      /** The loopback ports of the clusters, by name; the others take a free one. */
      ports?: { [cluster: string]: number };
    };
    /** Which people play which role in the example policy. Whoever is not named is a developer. */
    policy?: {
      /** Entity references of groups or users who may see everything, and register clusters. */
      operators?: string[];
      /** Entity references of groups or users who may read logs and configuration of what their groups own in every environment. */
      owners?: string[];
      /** Entity references of groups or users who see clusters and workloads, and read neither logs nor configuration. */
      viewers?: string[];
      /** Environments in which developers may read logs and configuration of what their groups own. Defaults to `dev`, `test` and `staging`. */
      developerEnvironments?: string[];
    };
  };
}
