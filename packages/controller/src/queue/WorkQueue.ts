import { backoffOf, type Backoff } from './backoffOf';

/**
 * Options of {@link WorkQueue.create}.
 *
 * @public
 */
export interface WorkQueueOptions {
  backoff?: Partial<Backoff>;
  /** Between 0 and 1; for tests. Math.random by default. */
  random?: () => number;
}

/**
 * A key to work on, and how long it waited for that.
 *
 * @public
 */
export interface TakenKey {
  key: string;
  waitedMs: number;
}

interface Delayed {
  at: number;
  timer: NodeJS.Timeout;
}

/**
 * Keys that somebody should look at.
 *
 * @remarks
 *
 * A key that waits is there once, however often it is added. A key that is being worked on is not given out again until
 * that work is done; when it was added meanwhile, it waits again after that. So nobody works on the same key twice at a
 * time, and no change goes unseen. (The rules are those of client-go's workqueue.)
 *
 * @public
 */
export class WorkQueue {
  readonly #backoff: Partial<Backoff>;
  readonly #random: () => number;
  /** Wait, or have to wait again once the work on them is done. In the order in which they were added. */
  readonly #dirty = new Set<string>();
  readonly #active = new Set<string>();
  /** Since when each key could be worked on. */
  readonly #ready = new Map<string, number>();
  readonly #delayed = new Map<string, Delayed>();
  readonly #failures = new Map<string, number>();
  readonly #takers: ((taken: TakenKey | undefined) => void)[] = [];
  #isClosed = false;

  private constructor(options: WorkQueueOptions) {
    this.#backoff = options.backoff ?? {};
    this.#random = options.random ?? Math.random;
  }

  static create(options: WorkQueueOptions = {}): WorkQueue {
    return new WorkQueue(options);
  }

  /** How many keys could be worked on now. */
  get depth(): number {
    return this.#ready.size;
  }

  /** How many keys are worked on. */
  get active(): number {
    return this.#active.size;
  }

  /** Has a key looked at as soon as somebody is free, whatever delay it had. */
  add(key: string): void {
    this.#cancelDelay(key);
    if (this.#isClosed || this.#dirty.has(key)) {
      return;
    }
    this.#dirty.add(key);
    if (!this.#active.has(key)) {
      this.#offer(key);
    }
  }

  /** Has a key looked at in so many milliseconds. Of two such wishes the earlier one counts. */
  addAfter(key: string, milliseconds: number): void {
    const at = Date.now() + milliseconds;
    const known = this.#delayed.get(key);
    if (this.#isClosed || (known && known.at <= at)) {
      return;
    }
    this.#cancelDelay(key);
    if (milliseconds <= 0) {
      this.add(key);
      return;
    }
    // A timer takes 24.8 days at the most, and fires at once when asked for more.
    const timer = setTimeout(
      () => this.add(key),
      Math.min(milliseconds, 2 ** 31 - 1),
    );
    timer.unref?.();
    this.#delayed.set(key, { at, timer });
  }

  /**
   * Has a key looked at again after a failure: each time later than the time before, until {@link WorkQueue.forget}.
   *
   * @returns after how many milliseconds
   */
  retry(key: string): number {
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    const milliseconds = backoffOf(failures, {
      ...this.#backoff,
      random: this.#random,
    });
    this.addAfter(key, milliseconds);
    return milliseconds;
  }

  /** Lets the next failure of a key count as its first. */
  forget(key: string): void {
    this.#failures.delete(key);
  }

  /**
   * The next key, as soon as there is one. Say {@link WorkQueue.done} when the work on it is over.
   *
   * @returns undefined when the queue is closed
   */
  async take(): Promise<TakenKey | undefined> {
    if (this.#isClosed) {
      return undefined;
    }
    const [next] = this.#ready.keys();
    return next === undefined
      ? await new Promise(resolve => this.#takers.push(resolve))
      : this.#claim(next);
  }

  /** Says that the work on a key is over; it may be taken again. */
  done(key: string): void {
    this.#active.delete(key);
    if (this.#dirty.has(key)) {
      this.#offer(key);
    }
  }

  /** Takes nothing any more, and gives nothing any more. */
  close(): void {
    this.#isClosed = true;
    for (const { timer } of this.#delayed.values()) {
      clearTimeout(timer);
    }
    this.#delayed.clear();
    this.#ready.clear();
    this.#dirty.clear();
    for (const taker of this.#takers.splice(0)) {
      taker(undefined);
    }
  }

  #offer(key: string): void {
    this.#ready.set(key, Date.now());
    const taker = this.#takers.shift();
    taker?.(this.#claim(key));
  }

  #claim(key: string): TakenKey {
    const waitedMs = Date.now() - (this.#ready.get(key) ?? Date.now());
    this.#ready.delete(key);
    this.#dirty.delete(key);
    this.#active.add(key);
    return { key, waitedMs };
  }

  #cancelDelay(key: string): void {
    clearTimeout(this.#delayed.get(key)?.timer);
    this.#delayed.delete(key);
  }
}
