import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { ClusterList } from '@groundcrew/plugin-clusters-common';
import type { ClusterDescription } from '../ClusterFeed';
import type { ClusterMetrics, HeldObjects } from '../ClusterMetrics';
import type { StoreChange } from '../store/StoreChange';
import type { EventLimits } from '../store/EventIndex';
import { ObjectBudget, ObjectLimits } from '../store/ObjectBudget';
import { ChangeDispatcher } from './ChangeDispatcher';
import { HubCluster } from './HubCluster';

/**
 * Limits and companions of a hub.
 *
 * @public
 */
export interface ClusterHubOptions {
  logger?: LoggerService;
  limits?: ObjectLimits;
  events?: EventLimits;
}

/** Something that is derived from what the hub holds, and told of every change at once. */
export interface HubObserver {
  changed(cluster: HubCluster, change: StoreChange): void;
  clusterAdded(cluster: HubCluster): void;
  clusterRemoved(cluster: HubCluster): void;
  /** The state of a cluster, or of one of its kinds, is different now. */
  clusterStateChanged(cluster: HubCluster): void;
}

/** All clusters of the process: one for all plugins. */
export class ClusterHub {
  readonly dispatcher: ChangeDispatcher;
  readonly #options: ClusterHubOptions;
  readonly #clusters = new Map<string, HubCluster>();
  readonly #observers: HubObserver[] = [];
  #budget: ObjectBudget;
  #metrics: ClusterMetrics = {};
  #problems: ClusterList['problems'] = [];

  private constructor(options: ClusterHubOptions) {
    this.#options = options;
    this.#budget = new ObjectBudget(options.limits);
    this.dispatcher = new ChangeDispatcher({
      logger: options.logger,
      metrics: () => this.#metrics,
    });
  }

  static create(options: ClusterHubOptions = {}): ClusterHub {
    return new ClusterHub(options);
  }

  get metrics(): ClusterMetrics {
    return this.#metrics;
  }

  set metrics(metrics: ClusterMetrics) {
    this.#metrics = metrics;
  }

  get problems(): ClusterList['problems'] {
    return this.#problems;
  }

  set problems(problems: ClusterList['problems']) {
    this.#problems = problems;
    this.dispatcher.clustersChanged();
  }

  get budget(): ObjectBudget {
    return this.#budget;
  }

  setLimits(limits: ObjectLimits) {
    this.#budget.limits = limits;
  }

  observe(observer: HubObserver) {
    this.#observers.push(observer);
  }

  /** Every cluster, by name. */
  clusters(): HubCluster[] {
    return [...this.#clusters.values()].sort((left, right) =>
      left.name < right.name ? -1 : 1,
    );
  }

  find(name: string): HubCluster | undefined {
    return this.#clusters.get(name);
  }

  cluster(name: string): HubCluster {
    const cluster = this.#clusters.get(name);
    if (!cluster) {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    return cluster;
  }

  add(description: ClusterDescription): HubCluster {
    if (this.#clusters.has(description.name)) {
      throw new ConflictError(
        `There is already a cluster '${description.name}'`,
      );
    }
    const cluster = new HubCluster({
      description,
      budget: this.#budget,
      events: this.#options.events,
      onChange: (source, change) => this.#changed(source, change),
    });
    this.#clusters.set(cluster.name, cluster);
    this.#observers.forEach(observer => observer.clusterAdded(cluster));
    this.dispatcher.clustersChanged();
    return cluster;
  }

  remove(name: string) {
    const cluster = this.#clusters.get(name);
    if (!cluster) {
      return;
    }
    cluster.store.clearAll();
    this.#clusters.delete(name);
    this.#observers.forEach(observer => observer.clusterRemoved(cluster));
    this.dispatcher.clustersChanged();
  }

  stateChanged(cluster: HubCluster) {
    this.#observers.forEach(observer => observer.clusterStateChanged(cluster));
    this.dispatcher.clustersChanged();
  }

  held(): HeldObjects[] {
    return this.clusters().flatMap(cluster =>
      Array.from(cluster.store.tables(), table => ({
        cluster: cluster.name,
        kind: table.kind,
        objects: table.size,
      })),
    );
  }

  #changed(cluster: HubCluster, change: StoreChange) {
    for (const observer of this.#observers) {
      observer.changed(cluster, change);
    }
    this.dispatcher.changed(cluster.name, change.kind, () => ({
      cluster: cluster.name,
      type: change.type,
      kind: change.kind,
      namespace: change.namespace || undefined,
      name: change.name,
      uid: change.uid,
      labels: change.labels,
      ownerUids: change.ownerUids,
    }));
  }
}
