import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type {
  ClustersService,
  ObjectChange,
} from '@groundcrew/plugin-clusters-node';
import type { Change } from '@groundcrew/plugin-faults-common';
import type { ChangeQuery, ChangeStore } from './ChangeStore';

/** Options of {@link ChangeJournal.create}. */
export interface ChangeJournalOptions {
  clusters: Pick<
    ClustersService,
    'clusters' | 'store' | 'subscribe' | 'subscribeToClusters'
  >;
  store: ChangeStore;
  logger: LoggerService;
  metrics: MetricsService;
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
}

/**
 * Notes what changes in the linked clusters, besides their status, for as long as the process lives.
 *
 * @remarks
 *
 * `start` subscribes to all that it needs: nothing else is to be wired. Every process may have one: what several of them see is
 * kept once.
 */
export class ChangeJournal {
  readonly #options: ChangeJournalOptions;

  static create(options: ChangeJournalOptions): ChangeJournal {
    return new ChangeJournal(options);
  }

  private constructor(options: ChangeJournalOptions) {
    this.#options = options;
  }

  start(): void {}

  /** Keeps what is not kept yet, and ends. */
  async stop(): Promise<void> {}

  /** For who has the changes from elsewhere than its own subscription. */
  changed(_changes: readonly ObjectChange[]): void {}

  /** What changed, from memory and from the store, each once, the newest first. From memory alone while the store does not answer. */
  async list(query: ChangeQuery): Promise<Change[]> {
    return (await this.#options.store.list(query)).map(({ change }) => change);
  }
}
