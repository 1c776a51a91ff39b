import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type {
  ClustersService,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import { clusterEntities, type ClusterDefaults } from './clusterEntities';

/** Clusters are found one after the other, and their states change all the time: the catalog hears of it at rest. */
const QUIET_MS = 2_000;

/**
 * After a start nothing is known yet. Until then an empty list does not mean that there are no clusters, and must not
 * remove them from the catalog.
 */
const UNKNOWN_MS = 60_000;

/** How long the same is not written again. A Resource that stood in the way of one of ours may be gone by then. */
const REPEAT_MS = 600_000;

/** What a {@link ClusterEntityProvider} reads from. */
export interface ClusterEntityProviderOptions {
  clusters: Pick<
    ClustersService,
    'clusters' | 'targetOf' | 'subscribeToClusters'
  >;
  logger: LoggerService;
}

/** Keeps a Resource in the catalog for each cluster that Groundcrew watches. */
export class ClusterEntityProvider implements EntityProvider {
  readonly #clusters: ClusterEntityProviderOptions['clusters'];
  readonly #logger: LoggerService;
  readonly #defaults: ClusterDefaults;
  #connection: EntityProviderConnection | undefined;
  #unsubscribe: Unsubscribe = () => {};
  #timer: NodeJS.Timeout | undefined;
  #applied: { content: string; until: number } | undefined;
  #trustEmptyAt = 0;

  static fromConfig(
    config: Config,
    options: ClusterEntityProviderOptions,
  ): ClusterEntityProvider {
    const own = config.getOptionalConfig(
      'catalog.providers.groundcrewClusters',
    );
    return new ClusterEntityProvider(options, {
      owner: own?.getOptionalString('owner'),
      system: own?.getOptionalString('system'),
    });
  }

  private constructor(
    options: ClusterEntityProviderOptions,
    defaults: ClusterDefaults,
  ) {
    this.#clusters = options.clusters;
    this.#logger = options.logger;
    this.#defaults = defaults;
  }

  getProviderName(): string {
    return 'groundcrew-clusters';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    this.#trustEmptyAt = Date.now() + UNKNOWN_MS;
    this.#unsubscribe = this.#clusters.subscribeToClusters(() =>
      this.#applySoon(QUIET_MS),
    );
    this.#applySoon(QUIET_MS);
  }

  /** Leaves the catalog as it is from now on. */
  disconnect(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    this.#connection = undefined;
  }

  /** What is under way takes along what changes meanwhile. */
  #applySoon(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#apply().catch(error => {
        this.#logger.warn(
          'The clusters could not be written to the catalog; trying again',
          error,
        );
        this.#applySoon(UNKNOWN_MS);
      });
    }, milliseconds).unref();
  }

  async #apply(): Promise<void> {
    const clusters = this.#clusters.clusters();
    const unknownMs = this.#trustEmptyAt - Date.now();
    if (clusters.length === 0 && unknownMs > 0) {
      this.#applySoon(Math.min(unknownMs, QUIET_MS));
      return;
    }
    const entities = clusterEntities(
      clusters.map(cluster => ({
        ...cluster,
        owner: this.#clusters.targetOf(cluster.name).owner,
      })),
      this.#defaults,
    );
    // Health and age change every few seconds; the catalog holds neither.
    const content = JSON.stringify(entities);
    if (
      content === this.#applied?.content &&
      Date.now() < this.#applied.until
    ) {
      return;
    }
    await this.#connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    this.#applied = { content, until: Date.now() + REPEAT_MS };
  }
}
