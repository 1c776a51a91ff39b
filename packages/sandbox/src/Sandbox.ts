import { InputError } from '@backstage/errors';
import { loadCertificate } from './certificates';
import { Clock, SystemClock } from './clock';
import { writeKubeconfig } from './kubeconfig';
import { SandboxCluster } from './SandboxCluster';
import { loadTokens } from './tokens';
import { FaultInjector } from './faults/FaultInjector';
import { Environment } from './shop/components';

export interface SandboxOptions {
  /** Where the CA, the server certificate and the tokens are kept. */
  directory: string;
  /** Fixed ports by cluster; a free one otherwise. */
  ports?: Record<string, number>;
  /** Real time unless a test drives it. */
  clock?: Clock;
  /** Whether the shop runs in the clusters; it does by default. */
  populate?: boolean;
  /** The names of the clusters: dev, staging and prod by default. */
  clusters?: string[];
  log?: (message: string) => void;
}

const ENVIRONMENTS: readonly string[] = ['dev', 'staging', 'prod'];

/** Small Kubernetes clusters in this process, over HTTPS on loopback. They begin anew with each start. */
export class Sandbox {
  static async start(options: SandboxOptions): Promise<Sandbox> {
    const { directory, ports = {}, log = () => {} } = options;
    const names = options.clusters ?? ENVIRONMENTS;
    if (new Set(names).size !== names.length) {
      throw new InputError('The clusters of a sandbox need different names');
    }
    const certificate = await loadCertificate(directory);
    const tokens = await loadTokens(directory, names);
    const clock = options.clock ?? SystemClock.create();
    const clusters: SandboxCluster[] = [];
    try {
      for (const [name, clusterTokens] of tokens) {
        const cluster = await SandboxCluster.create({
          name,
          environment: environmentOf(name),
          port: ports[name] ?? 0,
          certificate,
          tokens: clusterTokens,
          clock,
          populate: options.populate ?? true,
          onError: error => log(`sandbox cluster ${name}: ${error.message}`),
        });
        clusters.push(cluster);
        log(`sandbox cluster ${name} listens on ${cluster.url}`);
      }
    } catch (error) {
      await Promise.all(clusters.map(cluster => cluster.shutDown()));
      throw error;
    }
    return new Sandbox(clusters, FaultInjector.create({ clusters, clock }));
  }

  private constructor(
    readonly clusters: readonly SandboxCluster[],
    /** Breaks things on demand. */
    readonly faults: FaultInjector,
  ) {}

  /** A cluster by name. Throws for an unknown one. */
  cluster(name: string): SandboxCluster {
    const cluster = this.clusters.find(candidate => candidate.name === name);
    if (!cluster) {
      throw new InputError(
        `The sandbox has no cluster ${JSON.stringify(name)}`,
      );
    }
    return cluster;
  }

  /** Writes a kubeconfig with one context a cluster, readable by its owner alone. */
  async writeKubeconfig(path: string): Promise<void> {
    await writeKubeconfig(path, this.clusters);
  }

  async stop(): Promise<void> {
    await Promise.all(this.clusters.map(cluster => cluster.shutDown()));
  }
}

/** A cluster of any other name is one more development cluster. */
function environmentOf(name: string): Environment {
  return ENVIRONMENTS.includes(name) ? (name as Environment) : 'dev';
}
