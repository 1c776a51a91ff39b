import type { LoggerService } from '@backstage/backend-plugin-api';
import { holdLease, type Leases } from '@groundcrew/controller';
import type {
  ClustersService,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';

/** Options of {@link ClusterOwnership.create}. */
export interface ClusterOwnershipOptions {
  clusters: Pick<ClustersService, 'clusters' | 'subscribeToClusters'>;
  leases: Leases;
  logger: LoggerService;
  /** After so many milliseconds without a sign of its owner another replica takes a cluster over; 15,000 by default. */
  leaseMs?: number;
  /** Told when this process begins to own a cluster. */
  onOwned(cluster: string): void;
}

interface Holding {
  /** Ends the holding, and the wait for it. */
  controller: AbortController;
  done: Promise<void>;
  isHeld: boolean;
}

/** Of all replicas, which one keeps the incidents of a cluster: one lease in the database for each. */
export class ClusterOwnership {
  readonly #options: ClusterOwnershipOptions;
  readonly #holdings = new Map<string, Holding>();
  #unsubscribe: Unsubscribe | undefined;

  static create(options: ClusterOwnershipOptions): ClusterOwnership {
    return new ClusterOwnership(options);
  }

  private constructor(options: ClusterOwnershipOptions) {
    this.#options = options;
  }

  start(): void {
    const { clusters } = this.#options;
    this.#unsubscribe = clusters.subscribeToClusters(() => this.#follow());
    this.#follow();
  }

  /** Gives everything back. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    const holdings = [...this.#holdings.values()];
    this.#holdings.clear();
    holdings.forEach(({ controller }) => controller.abort());
    await Promise.all(holdings.map(({ done }) => done));
  }

  owns(cluster: string): boolean {
    return this.#holdings.get(cluster)?.isHeld === true;
  }

  owned(): string[] {
    return [...this.#holdings.keys()].filter(cluster => this.owns(cluster));
  }

  #follow(): void {
    const names = new Set(
      this.#options.clusters.clusters().map(({ name }) => name),
    );
    for (const [name, { controller }] of this.#holdings) {
      if (!names.has(name)) {
        controller.abort();
        this.#holdings.delete(name);
      }
    }
    for (const name of names) {
      if (!this.#holdings.has(name)) {
        this.#holdings.set(name, this.#hold(name));
      }
    }
  }

  #hold(cluster: string): Holding {
    const { leaseMs, leases, logger, onOwned } = this.#options;
    const controller = new AbortController();
    const holding: Holding = {
      controller,
      isHeld: false,
      done: Promise.resolve(),
    };
    holding.done = holdLease({
      leases,
      name: `incidents ${cluster}`,
      forMs: leaseMs,
      signal: controller.signal,
      logger,
      async whileHeld(_lease, signal) {
        holding.isHeld = true;
        onOwned(cluster);
        try {
          await untilAborted(signal);
        } finally {
          holding.isHeld = false;
        }
      },
    });
    return holding;
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await new Promise<void>(resolve => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
