import type { ClustersService } from '@groundcrew/plugin-clusters-node';
import type { IncidentSettings } from './IncidentSettings';
import type { IncidentStore } from './IncidentStore';
import type { MuteStore } from './MuteStore';

/** A cluster that is not there so long after the start will not be read from somewhere any more. */
const STARTING_MS = 10 * 60_000;

/** Options of {@link IncidentHousekeeping.create}. */
export interface IncidentHousekeepingOptions {
  clusters: Pick<ClustersService, 'clusters'>;
  mutes: MuteStore;
  settings: IncidentSettings;
  store: IncidentStore;
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
}

/** Ends incidents of clusters that are not linked any more, and forgets what is long over. */
export class IncidentHousekeeping {
  readonly #options: IncidentHousekeepingOptions;
  readonly #now: () => number;
  readonly #startedAt: number;

  static create(options: IncidentHousekeepingOptions): IncidentHousekeeping {
    return new IncidentHousekeeping(options);
  }

  private constructor(options: IncidentHousekeepingOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#startedAt = this.#now();
  }

  async run(): Promise<void> {
    const { mutes, settings, store } = this.#options;
    const now = this.#now();
    if (now - this.#startedAt >= STARTING_MS) {
      await this.#endUnlinked(now);
    }
    await store.forget(now - settings.keepMs);
    await mutes.forget(now - settings.keepMs);
  }

  async #endUnlinked(now: number): Promise<void> {
    const { clusters, store } = this.#options;
    const linked = new Set(clusters.clusters().map(({ name }) => name));
    for (const cluster of await store.clustersWithCurrent()) {
      if (!linked.has(cluster)) {
        const { current } = await store.ofCluster(cluster, now);
        for (const incident of current) {
          await store.write(
            {
              ...incident,
              phase: 'resolved',
              resolvedAt: now,
              resolution: 'unlinked',
              recoveringSince: undefined,
            },
            [
              {
                at: now,
                kind: 'resolved',
                message: `Nobody looks at ${cluster} any more`,
              },
            ],
          );
        }
      }
    }
  }
}
