import type {
  MetricAttributes,
  MetricsService,
  MetricsServiceObservable,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';
import type {
  ClusterFeed,
  ClusterMetrics,
  ClustersService,
} from '@groundcrew/plugin-clusters-node';
import type { GatewayOutcome } from '../gateway';
import type { ReflectorObserver } from '../reflector';

/** Options of {@link ClusterInstruments.create}. */
export interface ClusterInstrumentsOptions {
  metrics: MetricsService;
  clusters: ClustersService;
  /** Is asked how much it holds, and tells what it could not keep. */
  feed: Pick<ClusterFeed, 'held' | 'setMetrics'>;
}

// Changes arrive within milliseconds; seconds mean that we cannot keep up.
const LAG_BUCKETS_SECONDS = [
  0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5,
];
const DURATION_BUCKETS_SECONDS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

/**
 * What the watch cache tells of itself to whoever collects metrics.
 *
 * @remarks
 *
 * Attributes are the cluster, the kind and a short word for a reason. Names of namespaces and objects are not among
 * them: there are too many.
 */
export class ClusterInstruments {
  readonly #lists;
  readonly #listDuration;
  readonly #failures;
  readonly #openWatches;
  readonly #changes;
  readonly #lag;
  readonly #requests;
  readonly #requestDuration;
  readonly #callbacks: (() => void)[] = [];

  private constructor({ metrics, clusters, feed }: ClusterInstrumentsOptions) {
    this.#lists = metrics.createCounter('groundcrew_clusters_lists', {
      description: 'Lists of a kind that were read to the end, by reason',
      unit: '{list}',
    });
    this.#listDuration = metrics.createHistogram(
      'groundcrew_clusters_list_duration',
      {
        description: 'How long a list of a kind took, waiting included',
        unit: 's',
        advice: { explicitBucketBoundaries: DURATION_BUCKETS_SECONDS },
      },
    );
    this.#failures = metrics.createCounter('groundcrew_clusters_failures', {
      description: 'Lists and watches that failed, by reason',
      unit: '{failure}',
    });
    this.#openWatches = metrics.createUpDownCounter(
      'groundcrew_clusters_open_watches',
      { description: 'Watches that are open now', unit: '{watch}' },
    );
    this.#changes = metrics.createCounter('groundcrew_clusters_changes', {
      description: 'Changes of objects that watches told of',
      unit: '{change}',
    });
    this.#lag = metrics.createHistogram('groundcrew_clusters_delivery_lag', {
      description:
        'From the arrival of changes to when the cache, and whoever listens, has them',
      unit: 's',
      advice: { explicitBucketBoundaries: LAG_BUCKETS_SECONDS },
    });
    this.#requests = metrics.createCounter('groundcrew_clusters_requests', {
      description: 'Requests to API servers, by outcome',
      unit: '{request}',
    });
    this.#requestDuration = metrics.createHistogram(
      'groundcrew_clusters_request_duration',
      {
        description: 'Until an API server began to answer',
        unit: 's',
        advice: { explicitBucketBoundaries: DURATION_BUCKETS_SECONDS },
      },
    );
    this.#observe(
      metrics.createObservableGauge('groundcrew_clusters_objects', {
        description: 'Objects in the cache',
        unit: '{object}',
      }),
      result => {
        for (const { cluster, kind, objects } of feed.held()) {
          result.observe(objects, { cluster, kind });
        }
      },
    );
    this.#observe(
      metrics.createObservableGauge('groundcrew_clusters_watch_age', {
        description: 'Since anything was last heard of a kind',
        unit: 's',
      }),
      result => {
        for (const { cluster, kind } of feed.held()) {
          const { observedAt } = clusters.store(cluster).freshness(kind);
          if (observedAt) {
            const age = Date.now() - Date.parse(observedAt);
            result.observe(age / 1_000, { cluster, kind });
          }
        }
      },
    );
    this.#observe(
      metrics.createObservableGauge('groundcrew_clusters_up', {
        description: '1 for a cluster that is live, 0 for one that is not',
      }),
      result => {
        for (const { name, state } of clusters.clusters()) {
          result.observe(state === 'live' ? 1 : 0, { cluster: name });
        }
      },
    );
    feed.setMetrics(cacheMetrics(metrics));
  }

  static create(options: ClusterInstrumentsOptions): ClusterInstruments {
    return new ClusterInstruments(options);
  }

  /** What the reflectors of one cluster are to tell. */
  reflectorObserver(cluster: string): ReflectorObserver {
    return {
      listed: (kind, reason, durationMs) => {
        this.#lists.add(1, { cluster, kind, reason });
        this.#listDuration.record(durationMs / 1_000, { cluster, kind });
      },
      failed: (kind, reason) =>
        this.#failures.add(1, { cluster, kind, reason }),
      watchOpened: kind => this.#openWatches.add(1, { cluster, kind }),
      watchClosed: kind => this.#openWatches.add(-1, { cluster, kind }),
      delivered: (kind, changes, lagMs) => {
        this.#changes.add(changes, { cluster, kind });
        this.#lag.record(lagMs / 1_000, { cluster, kind });
      },
    };
  }

  /** What the gateway of one cluster is to tell. */
  requested(cluster: string, { failure, durationMs, method }: GatewayOutcome) {
    this.#requests.add(1, { cluster, method, outcome: failure ?? 'ok' });
    this.#requestDuration.record(durationMs / 1_000, { cluster, method });
  }

  /** Stops observing the cache. */
  close(): void {
    for (const remove of this.#callbacks) {
      remove();
    }
  }

  #observe(
    gauge: MetricsServiceObservable,
    callback: MetricsServiceObservableCallback<MetricAttributes>,
  ): void {
    gauge.addCallback(callback);
    this.#callbacks.push(() => gauge.removeCallback(callback));
  }
}

/** Counts what only the cache itself knows. */
function cacheMetrics(metrics: MetricsService): ClusterMetrics {
  const dropped = metrics.createCounter('groundcrew_clusters_dropped_objects', {
    description:
      'Objects that were not kept, by reason; `limit` means that the ceiling of the process is reached',
    unit: '{object}',
  });
  const subscriberFailures = metrics.createCounter(
    'groundcrew_clusters_subscriber_failures',
    {
      description: 'Listeners to changes that threw',
      unit: '{failure}',
    },
  );
  return {
    dropped: (cluster, kind, reason) =>
      dropped.add(1, { cluster, kind, reason }),
    subscriberFailed: () => subscriberFailures.add(1),
  };
}
