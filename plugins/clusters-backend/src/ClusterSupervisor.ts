import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ClusterDescription,
  ClusterFeed,
  ClustersService,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import { existsSync } from 'node:fs';
import type { ClusterGateway } from './gateway';
import {
  CatalogClusterLocator,
  ClusterSettings,
  ConfigClusterLocator,
  KubeConfigClusterLocator,
  mergeLocated,
  type ClusterConnection,
  type ClusterLocator,
  type LocatedFrom,
} from './locators';
import { ClusterInstruments } from './metrics';
import { Slots, type ReflectorTiming } from './reflector';
import { WatchedCluster } from './WatchedCluster';

const MOUNTED_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const LISTS_PER_PROCESS = 8;
const LOOK_AGAIN_MS = 60_000;
const LOOK_AGAIN_AFTER_FAILURE_MS = 5_000;

/** Options of {@link ClusterSupervisor.fromConfig}. */
export interface ClusterSupervisorOptions {
  config: Config;
  logger: LoggerService;
  feed: ClusterFeed;
  clusters: ClustersService;
  catalog: CatalogService;
  auth: AuthService;
  /** Left out, nothing is measured. */
  metrics?: MetricsService;
  /** Locators besides those that come from config: the registry. */
  locators?: readonly ClusterLocator[];
  timing?: Partial<ReflectorTiming>;
}

interface Running {
  fingerprint: string;
  watched: WatchedCluster;
}

/** Watches every cluster that there is: asks the locators, and starts, stops and restarts what changed. */
export class ClusterSupervisor {
  readonly #options: ClusterSupervisorOptions;
  readonly #settings: ClusterSettings;
  readonly #locators: readonly ClusterLocator[];
  readonly #instruments: ClusterInstruments | undefined;
  readonly #slots = Slots.create(LISTS_PER_PROCESS);
  readonly #running = new Map<string, Running>();
  readonly #lastTold = new Map<ClusterLocator, LocatedFrom>();
  #subscriptions: Unsubscribe[] = [];
  #timer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;
  #isDirty = false;
  #isStopped = false;
  #reported = '';

  private constructor(
    options: ClusterSupervisorOptions,
    settings: ClusterSettings,
    locators: readonly ClusterLocator[],
  ) {
    this.#options = options;
    this.#settings = settings;
    this.#locators = locators;
    this.#instruments =
      options.metrics &&
      ClusterInstruments.create({
        metrics: options.metrics,
        clusters: options.clusters,
        feed: options.feed,
      });
    options.feed.setLimits(settings.limits);
  }

  static fromConfig(options: ClusterSupervisorOptions): ClusterSupervisor {
    const { config, catalog, auth } = options;
    const settings = ClusterSettings.fromConfig(config);
    const isInCluster =
      Boolean(process.env.KUBERNETES_SERVICE_HOST) && existsSync(MOUNTED_TOKEN);
    const fromCatalog = CatalogClusterLocator.fromConfig(config, {
      catalog,
      auth,
      settings,
      isInCluster,
    });
    return new ClusterSupervisor(options, settings, [
      ConfigClusterLocator.fromConfig(config, { settings, isInCluster }),
      KubeConfigClusterLocator.fromConfig(config),
      ...(fromCatalog ? [fromCatalog] : []),
      ...(options.locators ?? []),
    ]);
  }

  /** Begins; returns at once. Call it when the backend has started: locators may ask other plugins. */
  start(): void {
    this.#subscriptions = this.#locators.flatMap(locator =>
      locator.subscribe ? [locator.subscribe(() => this.#sync())] : [],
    );
    this.#sync();
  }

  /** Stops watching and takes every cluster out of the hub. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    for (const unsubscribe of this.#subscriptions) {
      unsubscribe();
    }
    await this.#syncing;
    await Promise.all([...this.#running.keys()].map(name => this.#end(name)));
    this.#instruments?.close();
  }

  /**
   * How to reach a cluster, for what is not in the cache: logs.
   *
   * @throws NotFoundError when there is no cluster of that name
   */
  gateway(cluster: string): ClusterGateway {
    const running = this.#running.get(cluster);
    if (!running) {
      throw new NotFoundError(`there is no cluster ${cluster}`);
    }
    return running.watched.gateway;
  }

  /** One look at a time; what happens meanwhile is looked at right after. */
  #sync(): void {
    this.#isDirty = true;
    this.#syncing ??= this.#syncWhileDirty().finally(() => {
      this.#syncing = undefined;
    });
  }

  async #syncWhileDirty(): Promise<void> {
    while (this.#isDirty && !this.#isStopped) {
      this.#isDirty = false;
      clearTimeout(this.#timer);
      const located = await this.#ask();
      const { clusters, problems } = mergeLocated(located.told);
      const isWanted = new Set(clusters.map(({ name }) => name));
      const gone = [...this.#running.keys()].filter(
        name => !isWanted.has(name),
      );
      await Promise.all(gone.map(name => this.#end(name)));
      for (const cluster of clusters) {
        await this.#watch(this.#settings.describe(cluster), cluster.connection);
      }
      this.#report([...problems, ...located.failures]);
      this.#timer = setTimeout(
        () => this.#sync(),
        located.failures.length > 0
          ? LOOK_AGAIN_AFTER_FAILURE_MS
          : LOOK_AGAIN_MS,
      );
      this.#timer.unref();
    }
  }

  async #ask() {
    const failures: LocatedFrom['problems'] = [];
    const told: LocatedFrom[] = [];
    for (const locator of this.#locators) {
      const { origin } = locator;
      try {
        this.#lastTold.set(locator, { origin, ...(await locator.list()) });
      } catch (error) {
        this.#options.logger.warn(
          `The ${origin} could not tell of its clusters: ${error}`,
        );
        failures.push({
          cluster: origin,
          message: `the ${origin} cannot tell of its clusters at the moment; those that it told of before stay`,
        });
      }
      const last = this.#lastTold.get(locator);
      if (last) {
        told.push(last);
      }
    }
    return { told, failures };
  }

  async #watch(
    description: ClusterDescription,
    connection: ClusterConnection,
  ): Promise<void> {
    const { name } = description;
    const fingerprint = JSON.stringify([description, connection]);
    if (
      this.#isStopped ||
      this.#running.get(name)?.fingerprint === fingerprint
    ) {
      return;
    }
    await this.#end(name);
    const { feed, logger, timing } = this.#options;
    const watched = WatchedCluster.start({
      description,
      connection,
      feed,
      logger,
      timing,
      addressPolicy: { allowLoopback: this.#settings.allowLoopback },
      processSlots: this.#slots,
      instruments: this.#instruments,
    });
    this.#running.set(name, { fingerprint, watched });
  }

  async #end(name: string): Promise<void> {
    const running = this.#running.get(name);
    this.#running.delete(name);
    await running?.watched.stop();
  }

  #report(problems: LocatedFrom['problems']): void {
    this.#options.feed.problems = problems;
    const reported = JSON.stringify(problems);
    if (reported !== this.#reported) {
      this.#reported = reported;
      for (const { cluster, message } of problems) {
        this.#options.logger.warn(`Cluster ${cluster} is left out: ${message}`);
      }
    }
  }
}
