import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ChangeFilter, ObjectChange } from '../ClustersService';
import type { ClusterMetrics } from '../ClusterMetrics';

interface Subscription {
  clusters?: ReadonlySet<string>;
  kinds?: ReadonlySet<string>;
  onChange: (changes: ObjectChange[]) => void;
  pending: ObjectChange[];
}

export interface ChangeDispatcherOptions {
  logger?: LoggerService;
  metrics: () => ClusterMetrics;
}

/**
 * Hands changes to subscribers, those of one turn of the event loop together. What one subscriber throws does not reach
 * the others, nor whoever made the change.
 */
export class ChangeDispatcher {
  readonly #options: ChangeDispatcherOptions;
  readonly #subscriptions = new Set<Subscription>();
  readonly #clusterListeners = new Set<{ onChange: () => void }>();
  #scheduled = false;
  #clustersChanged = false;

  constructor(options: ChangeDispatcherOptions) {
    this.#options = options;
  }

  subscribe(
    filter: ChangeFilter,
    onChange: (changes: ObjectChange[]) => void,
  ): () => void {
    const subscription: Subscription = {
      clusters: filter.clusters && new Set(filter.clusters),
      kinds: filter.kinds && new Set<string>(filter.kinds),
      onChange,
      pending: [],
    };
    this.#subscriptions.add(subscription);
    return () => {
      subscription.pending = [];
      this.#subscriptions.delete(subscription);
    };
  }

  subscribeToClusters(onChange: () => void): () => void {
    const listener = { onChange };
    this.#clusterListeners.add(listener);
    return () => {
      this.#clusterListeners.delete(listener);
    };
  }

  /** Takes a change. `describe` is only called when somebody wants it. */
  changed(cluster: string, kind: string, describe: () => ObjectChange) {
    let change: ObjectChange | undefined;
    for (const subscription of this.#subscriptions) {
      if (
        (!subscription.clusters || subscription.clusters.has(cluster)) &&
        (!subscription.kinds || subscription.kinds.has(kind))
      ) {
        change ??= Object.freeze(describe());
        subscription.pending.push(change);
        this.#schedule();
      }
    }
  }

  clustersChanged() {
    if (this.#clusterListeners.size > 0) {
      this.#clustersChanged = true;
      this.#schedule();
    }
  }

  /** Calls somebody back, and survives it. */
  isolated(callback: () => void) {
    try {
      callback();
    } catch (error) {
      this.#options.metrics().subscriberFailed?.();
      this.#options.logger?.error(
        `A subscriber to cluster changes failed: ${stringifyError(error)}`,
      );
    }
  }

  #schedule() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    }
  }

  #flush() {
    this.#scheduled = false;
    for (const subscription of [...this.#subscriptions]) {
      const changes = subscription.pending;
      if (changes.length > 0) {
        subscription.pending = [];
        this.isolated(() => subscription.onChange(changes));
      }
    }
    if (this.#clustersChanged) {
      this.#clustersChanged = false;
      for (const listener of [...this.#clusterListeners]) {
        if (this.#clusterListeners.has(listener)) {
          this.isolated(() => listener.onChange());
        }
      }
    }
  }
}
