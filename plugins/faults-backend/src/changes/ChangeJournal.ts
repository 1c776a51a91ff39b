import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  MetricsServiceCounter,
} from '@backstage/backend-plugin-api/alpha';
import { stringifyError } from '@backstage/errors';
import type {
  ClustersService,
  ObjectChange,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import type { Change } from '@groundcrew/plugin-faults-common';
import type { ChangeQuery, ChangeStore } from './ChangeStore';
import { ChangeWriter } from './ChangeWriter';
import { ChatterLimit } from './ChatterLimit';
import { ClusterChangeJournal } from './ClusterChangeJournal';
import { JOURNALED_KINDS } from './facts/kindFacts';
import { RecentChanges } from './RecentChanges';
import type { RecordedChange } from './RecordedChange';

const DAY_MS = 24 * 60 * 60_000;
const USUAL_LIMIT = 500;
/** An object that changes more often than this is noted only now and then. */
const CHATTER = { burst: 10, everyMs: 6 * 60_000, maxObjects: 10_000 };

/** Options of {@link ChangeJournal.create}. */
export interface ChangeJournalOptions {
  clusters: Pick<
    ClustersService,
    'clusters' | 'store' | 'subscribe' | 'subscribeToClusters'
  >;
  store: ChangeStore;
  logger: LoggerService;
  metrics: MetricsService;
  /** How much is kept. */
  limits?: {
    /** In the store; 30 by default. */
    days?: number;
    /** In the store; 50,000 by default. */
    perCluster?: number;
    /** In memory, until it is written; 5,000 by default. */
    pending?: number;
    /** In memory, of one cluster; 1,000 by default. */
    recentPerCluster?: number;
  };
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
}

interface Journaled {
  journal: ClusterChangeJournal;
  recent: RecentChanges;
}

/**
 * Notes what changes in the linked clusters, besides their status, for as long as the process lives.
 *
 * @remarks
 *
 * `start` subscribes to all that it needs: nothing else is to be wired. Every process may have one: what several of them see is
 * kept once. What was there before the start is no change.
 */
export class ChangeJournal {
  readonly #options: ChangeJournalOptions;
  readonly #now: () => number;
  readonly #journaled = new Map<string, Journaled>();
  readonly #chatter = ChatterLimit.create(CHATTER);
  readonly #writer: ChangeWriter;
  readonly #noted: MetricsServiceCounter;
  readonly #lost: MetricsServiceCounter;
  #unsubscribe: Unsubscribe[] = [];
  #hasFailed = false;

  static create(options: ChangeJournalOptions): ChangeJournal {
    return new ChangeJournal(options);
  }

  private constructor(options: ChangeJournalOptions) {
    const { limits = {}, logger, metrics, now = Date.now, store } = options;
    this.#options = options;
    this.#now = now;
    this.#noted = metrics.createCounter('groundcrew_faults_changes', {
      description: 'Changes that were noted, by what sort of change it was',
    });
    this.#lost = metrics.createCounter('groundcrew_faults_changes_lost', {
      description: 'Changes that were not kept, and why',
    });
    const failures = metrics.createCounter(
      'groundcrew_faults_change_write_failures',
      { description: 'How often changes could not be written' },
    );
    this.#writer = ChangeWriter.create({
      store,
      logger,
      now,
      maxPending: limits.pending ?? 5_000,
      keptForMs: (limits.days ?? 30) * DAY_MS,
      maxPerCluster: limits.perCluster ?? 50_000,
      onLost: count => this.#lost.add(count, { reason: 'overflow' }),
      onFailure: () => failures.add(1),
    });
    metrics
      .createObservableGauge('groundcrew_faults_changes_remembered', {
        description: 'Objects that are remembered to tell what changes of them',
      })
      .addCallback(result => {
        for (const [cluster, { journal }] of this.#journaled) {
          result.observe(journal.size, { cluster });
        }
      });
  }

  start(): void {
    const { clusters } = this.#options;
    this.#unsubscribe = [
      clusters.subscribe({ kinds: JOURNALED_KINDS }, changes =>
        this.changed(changes),
      ),
      clusters.subscribeToClusters(() => {
        this.follow();
      }),
    ];
    this.follow();
  }

  /** Keeps what is not kept yet, and ends. */
  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
    for (const { journal } of this.#journaled.values()) {
      journal.stop();
    }
    this.#journaled.clear();
    await this.#writer.stop();
  }

  /** Takes changes. Called by the subscription of `start`; for those who have them from elsewhere. */
  changed(changes: readonly ObjectChange[]): void {
    const byCluster = new Map<string, ObjectChange[]>();
    for (const change of changes) {
      const others = byCluster.get(change.cluster);
      if (others) {
        others.push(change);
      } else {
        byCluster.set(change.cluster, [change]);
      }
    }
    for (const [cluster, ofCluster] of byCluster) {
      this.#journaled.get(cluster)?.journal.changed(ofCluster);
    }
  }

  /** Takes note of clusters that come and go, and of kinds that have become known. Resolves when all has been looked at. */
  async follow(): Promise<void> {
    const { clusters } = this.#options;
    const names = new Set(clusters.clusters().map(({ name }) => name));
    for (const [name, { journal }] of this.#journaled) {
      if (!names.has(name)) {
        journal.stop();
        this.#journaled.delete(name);
      }
    }
    for (const name of names) {
      if (!this.#journaled.has(name)) {
        this.#journaled.set(name, this.#journal(name));
      }
    }
    await Promise.all(
      [...this.#journaled.values()].map(({ journal }) =>
        journal.follow().catch((error: unknown) => {
          this.#options.logger.error(
            `Not all objects could be noted, to tell what changes of them: ${stringifyError(
              error,
            )}`,
          );
        }),
      ),
    );
  }

  /** Writes what is not written yet, now. */
  async flush(): Promise<void> {
    await this.#writer.flush();
  }

  /**
   * What changed, from memory and from the store, each once, the newest first. From memory alone while the store does not
   * answer.
   */
  async list(query: ChangeQuery): Promise<Change[]> {
    const { limit = USUAL_LIMIT } = query;
    const known = [
      ...(await this.#stored(query)),
      ...(this.#journaled.get(query.cluster)?.recent.list(query) ?? []),
    ];
    const changes = new Map(known.map(({ change, key }) => [key, change]));
    return [...changes.values()]
      .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
      .slice(0, limit);
  }

  async #stored(query: ChangeQuery): Promise<RecordedChange[]> {
    try {
      const stored = await this.#options.store.list(query);
      this.#hasFailed = false;
      return stored;
    } catch (error) {
      if (!this.#hasFailed) {
        this.#hasFailed = true;
        this.#options.logger.warn(
          `Changes of before cannot be read, only those in memory are told of: ${stringifyError(
            error,
          )}`,
        );
      }
      return [];
    }
  }

  #journal(cluster: string): Journaled {
    const { clusters, limits } = this.#options;
    const recent = RecentChanges.create({
      most: limits?.recentPerCluster ?? 1_000,
    });
    const journal = ClusterChangeJournal.create({
      cluster,
      clusters,
      now: this.#now,
      onChanges: changes => {
        const some = changes.filter(each => this.#isWorthNoting(each));
        recent.add(some);
        this.#writer.add(some);
      },
    });
    return { journal, recent };
  }

  #isWorthNoting({ change: { kind, object } }: RecordedChange): boolean {
    const { cluster, name, namespace = '' } = object;
    const isAllowed = this.#chatter.allows(
      `${cluster} ${object.kind} ${namespace} ${name}`,
      this.#now(),
    );
    if (isAllowed) {
      this.#noted.add(1, { cluster, kind });
    } else {
      this.#lost.add(1, { cluster, reason: 'chatter' });
    }
    return isAllowed;
  }
}
