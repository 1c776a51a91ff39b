import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type {
  ClustersService,
  ObjectChange,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import { ClusterJournal } from './ClusterJournal';
import { isServing, SERVING_KINDS } from './healthOf';
import type { HealthStore } from './HealthStore';
import { isObservable } from './isObservable';
import { JournalInstruments } from './JournalInstruments';

/** How often it is said that clusters were heard of. */
const BEAT_MS = 30_000;
/** For so long changes are gathered, to be written together. */
const GATHER_MS = 1_000;
/** Soon enough for whoever became the owner of a cluster. */
const FOLLOW_MS = 5_000;
/** Of more than that the process would be full: then it is not known what happened. */
const MOST_UNWRITTEN = 20_000;
const RETENTION_MS = 400 * 24 * 3_600_000;
const FORGET_EVERY_MS = 6 * 3_600_000;
const FORGET_AT_ONCE = 5_000;

/** Options of {@link HealthJournal.create}. */
export interface HealthJournalOptions {
  clusters: ClustersService;
  store: HealthStore;
  /** Whether this process writes down what happens in a cluster: one of all replicas does. */
  isOwner: (cluster: string) => boolean;
  logger: LoggerService;
  metrics: MetricsService;
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
  /** For how many spans there is room until they are written. */
  mostUnwritten?: number;
}

/**
 * Writes down for how long workloads were up, degraded and down, woken by the watch.
 *
 * @remarks
 *
 * Of a cluster it says as well when it was heard of, in the same transaction as what happened until then. Whatever was lost, by
 * a crash, a database that was away, or because somebody else was the owner: that time counts as not looked at.
 */
export class HealthJournal {
  readonly #options: HealthJournalOptions;
  readonly #instruments: JournalInstruments;
  readonly #journals = new Map<string, ClusterJournal>();
  readonly #now: () => number;
  readonly #mostUnwritten: number;
  #unsubscribe: Unsubscribe[] = [];
  #timers: NodeJS.Timeout[] = [];
  #gathering: NodeJS.Timeout | undefined;
  /** Whatever was begun last: one thing is done at a time. */
  #turn: Promise<void> = Promise.resolve();
  #forgotAt = -Infinity;
  #isFailing = false;

  static create(options: HealthJournalOptions): HealthJournal {
    return new HealthJournal(options);
  }

  private constructor(options: HealthJournalOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#mostUnwritten = options.mostUnwritten ?? MOST_UNWRITTEN;
    this.#instruments = JournalInstruments.create({
      metrics: options.metrics,
      journals: () => this.#journals,
    });
  }

  /** Begins to listen, and to write. */
  start(): void {
    const { clusters } = this.#options;
    this.#unsubscribe = [
      clusters.subscribe({ kinds: SERVING_KINDS }, changes =>
        this.changed(changes),
      ),
      clusters.subscribeToClusters(() => this.#noticeLost()),
    ];
    this.#timers = [
      setInterval(() => void this.beat(), BEAT_MS),
      setInterval(() => void this.#inTurn(() => this.#goOn()), FOLLOW_MS),
    ];
    for (const timer of this.#timers) {
      timer.unref();
    }
    void this.beat();
  }

  /** Writes what is left, as far as the database is there. */
  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
    for (const timer of this.#timers.splice(0)) {
      clearInterval(timer);
    }
    clearTimeout(this.#gathering);
    await this.beat();
  }

  /** Looks at workloads that changed. */
  changed(changes: Iterable<ObjectChange>): void {
    const ofWorkloads = [...changes].filter(({ kind }) => isServing(kind));
    if (ofWorkloads.length === 0) {
      return;
    }
    // What is told of may be gone by now, with its cluster.
    const linked = this.#linked();
    for (const { cluster, kind, name, namespace } of ofWorkloads) {
      if (linked.has(cluster) && isServing(kind)) {
        this.#journals.get(cluster)?.lookAt(kind, { namespace, name });
      }
    }
    if (this.#journals.size > 0) {
      this.#gathering ??= setTimeout(() => {
        this.#gathering = undefined;
        void this.#inTurn(() => this.#write());
      }, GATHER_MS).unref();
    }
  }

  /** Says of every cluster that is followed that it was heard of, and writes what is not yet written. Never fails. */
  async beat(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#follow();
      this.#hear();
      await this.#write();
      await this.#forget();
    });
  }

  async #goOn(): Promise<void> {
    await this.#follow();
    await this.#write();
  }

  async #inTurn(action: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(action).catch(error => this.#failed(error));
    await this.#turn;
  }

  /** Begins with clusters that are ours and can be seen, and leaves those that are not ours any more. */
  async #follow(): Promise<void> {
    const { clusters, isOwner, store } = this.#options;
    const names = [...this.#linked()].filter(isOwner);
    for (const name of this.#journals.keys()) {
      if (!names.includes(name)) {
        // What is not written down is what somebody else cannot go on from: nobody is said to have looked then.
        this.#journals.delete(name);
      }
    }
    for (const cluster of names) {
      if (!this.#journals.has(cluster) && this.#isObservable(cluster)) {
        const open = await store.openIn(cluster);
        if (this.#isObservable(cluster)) {
          const journal = ClusterJournal.create({
            cluster,
            clusters,
            open,
            now: this.#now,
            onTransition: health => this.#instruments.changed(cluster, health),
          });
          journal.heardOf(this.#now());
          this.#journals.set(cluster, journal);
        }
      }
    }
  }

  #hear(): void {
    const { clusters } = this.#options;
    this.#noticeLost();
    for (const [cluster, journal] of this.#journals) {
      if (this.#isObservable(cluster)) {
        const { observedAt = 0 } = clusters.store(cluster).freshness();
        journal.heardOf(new Date(observedAt).getTime());
      }
    }
  }

  #noticeLost(): void {
    for (const [cluster, journal] of this.#journals) {
      if (!this.#isObservable(cluster)) {
        journal.lost();
      }
    }
  }

  async #write(): Promise<void> {
    const { isOwner, store } = this.#options;
    const ours = [...this.#journals].filter(([cluster]) => isOwner(cluster));
    const unwritten = ours.map(([, journal]) => journal.unwritten());
    const workloads = unwritten.flatMap(one => one.workloads);
    const observed = unwritten.flatMap(one => one.observed);
    if (workloads.length + observed.length === 0) {
      return;
    }
    try {
      await store.write({ workloads, observed });
    } catch (error) {
      this.#leaveWhatIsTooMuch();
      throw error;
    }
    ours.forEach(([, journal], index) => journal.written(unwritten[index]));
    this.#isFailing = false;
  }

  /** It is begun anew when the database is there again; of the time until then nothing is known. */
  #leaveWhatIsTooMuch(): void {
    for (const [cluster, journal] of this.#journals) {
      if (journal.unwrittenCount > this.#mostUnwritten) {
        this.#journals.delete(cluster);
      }
    }
  }

  async #forget(): Promise<void> {
    const now = this.#now();
    if (this.#journals.size > 0 && now - this.#forgotAt >= FORGET_EVERY_MS) {
      const { store } = this.#options;
      const forgotten = await store.forgetBefore(
        now - RETENTION_MS,
        FORGET_AT_ONCE,
      );
      if (forgotten < FORGET_AT_ONCE) {
        this.#forgotAt = now;
      }
    }
  }

  #isObservable(cluster: string): boolean {
    return (
      this.#linked().has(cluster) &&
      isObservable(this.#options.clusters.store(cluster))
    );
  }

  #linked(): Set<string> {
    const { clusters } = this.#options;
    return new Set(clusters.clusters().map(({ name }) => name));
  }

  #failed(error: unknown): void {
    this.#instruments.failed();
    // It is tried again at the next beat; the log need not repeat it until it has worked once.
    if (!this.#isFailing) {
      this.#isFailing = true;
      this.#options.logger.warn(
        `The health of workloads cannot be written down, and is tried again: ${error}`,
      );
    }
  }
}
