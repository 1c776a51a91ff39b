import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { ControllerInstruments } from './ControllerInstruments';
import { WorkQueue, type Backoff } from './queue';

/**
 * What {@link Controller} is to do with a key.
 *
 * @public
 */
export interface ReconcileResult {
  /** To be looked at again in so many milliseconds, though nothing may have happened. */
  againInMs?: number;
}

/**
 * Options of {@link Controller.create}.
 *
 * @public
 */
export interface ControllerOptions {
  /** What the loop is called in logs and metrics: `operations`. */
  name: string;
  /**
   * Brings what a key stands for a step nearer to how it should be, from what is there now.
   *
   * @remarks
   *
   * It is told which key, not what happened to it: changes may have come together. What it throws is logged, and it
   * is tried again, later each time. It should stop early when `signal` is aborted.
   */
  reconcile(
    key: string,
    context: { signal: AbortSignal },
  ): Promise<ReconcileResult | void>;
  /** How many keys at a time; 4 by default. */
  concurrency?: number;
  backoff?: Partial<Backoff>;
  /** Looks at all keys now and then: what a lost signal would have said. */
  resync?: { everyMs: number; keys(): Promise<Iterable<string>> };
  logger: LoggerService;
  metrics: MetricsService;
}

/**
 * A level-triggered loop: it is woken by key, and looks at what is there.
 *
 * @public
 */
export class Controller {
  readonly #options: ControllerOptions;
  readonly #queue: WorkQueue;
  readonly #instruments: ControllerInstruments;
  readonly #stopping = new AbortController();
  #workers: Promise<void>[] = [];
  #resync: NodeJS.Timeout | undefined;

  private constructor(options: ControllerOptions) {
    this.#options = options;
    const queue = WorkQueue.create({ backoff: options.backoff });
    this.#queue = queue;
    this.#instruments = ControllerInstruments.create({
      metrics: options.metrics,
      controller: options.name,
      readQueue: () => ({ waiting: queue.depth, active: queue.active }),
    });
  }

  static create(options: ControllerOptions): Controller {
    return new Controller(options);
  }

  /** Begins, with a look at all keys where there is a resync. Returns at once. */
  start(): void {
    const { concurrency = 4, resync } = this.#options;
    this.#workers = Array.from({ length: concurrency }, () => this.#work());
    if (resync) {
      this.#resyncAll();
      this.#resync = setInterval(() => this.#resyncAll(), resync.everyMs);
      this.#resync.unref?.();
    }
  }

  /** Has a key looked at: now, or in so many milliseconds. */
  enqueue(key: string, options: { afterMs?: number } = {}): void {
    if (options.afterMs === undefined) {
      this.#queue.add(key);
    } else {
      this.#queue.addAfter(key, options.afterMs);
    }
  }

  /** Takes up nothing more, tells what runs to stop, and waits until it has. */
  async stop(): Promise<void> {
    clearInterval(this.#resync);
    this.#queue.close();
    this.#stopping.abort();
    await Promise.all(this.#workers);
  }

  async #work(): Promise<void> {
    for (;;) {
      const taken = await this.#queue.take();
      if (!taken) {
        return;
      }
      await this.#reconcile(taken.key, taken.waitedMs);
    }
  }

  async #reconcile(key: string, waitedMs: number): Promise<void> {
    const { logger, name, reconcile } = this.#options;
    const { signal } = this.#stopping;
    const startedAt = performance.now();
    let outcome: 'succeeded' | 'failed' = 'succeeded';
    try {
      const result = await reconcile(key, { signal });
      this.#queue.forget(key);
      if (result?.againInMs !== undefined) {
        this.#queue.addAfter(key, result.againInMs);
      }
    } catch (error) {
      outcome = 'failed';
      if (!signal.aborted) {
        const inMs = this.#queue.retry(key);
        logger.warn(
          `${name}: ${key} failed, and is tried again in ${inMs} ms: ${error}`,
        );
      }
    } finally {
      this.#queue.done(key);
      this.#instruments.reconciled({
        outcome,
        waitedMs,
        tookMs: performance.now() - startedAt,
      });
    }
  }

  #resyncAll(): void {
    const { logger, name, resync } = this.#options;
    resync
      ?.keys()
      .then(keys => {
        for (const key of keys) {
          this.#queue.add(key);
        }
      })
      .catch(error =>
        logger.warn(`${name}: what there is to look at is unknown: ${error}`),
      );
  }
}
