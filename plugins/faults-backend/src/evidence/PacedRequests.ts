/** How many requests at most. */
export interface PacedRequestsLimits {
  atOnce: number;
  perSecond: number;
  /** So many may go at once before `perSecond` counts. */
  burst: number;
  /** So many may wait; more are refused. */
  waiting: number;
}

/** Options of {@link PacedRequests.create}. */
export interface PacedRequestsOptions extends PacedRequestsLimits {
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number;
}

/** Lets requests to one cluster through, in their order, no more and no faster than it is asked to bear. */
export class PacedRequests {
  readonly #options: PacedRequestsOptions;
  readonly #now: () => number;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;
  #tokens: number;
  #filledAt: number;
  #timer: NodeJS.Timeout | undefined;

  static create(options: PacedRequestsOptions): PacedRequests {
    return new PacedRequests(options);
  }

  private constructor(options: PacedRequestsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#tokens = options.burst;
    this.#filledAt = this.#now();
  }

  /** @returns undefined, without making the request, when too many wait already */
  run<T>(request: () => Promise<T>): Promise<T> | undefined {
    if (this.#waiting.length >= this.#options.waiting) {
      return undefined;
    }
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push(() => {
        this.#underWay += 1;
        request()
          .then(resolve, reject)
          .finally(() => {
            this.#underWay -= 1;
            this.#next();
          });
      });
      this.#next();
    });
  }

  /** Forgets what waits: it is never made, and never answered. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #next(): void {
    const { atOnce, burst, perSecond } = this.#options;
    const now = this.#now();
    this.#tokens = Math.min(
      burst,
      this.#tokens + ((now - this.#filledAt) / 1_000) * perSecond,
    );
    this.#filledAt = now;
    while (
      this.#tokens >= 1 &&
      this.#underWay < atOnce &&
      this.#waiting.length > 0
    ) {
      this.#tokens -= 1;
      this.#waiting.shift()?.();
    }
    if (this.#waiting.length > 0 && this.#tokens < 1) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(
        () => this.#next(),
        ((1 - this.#tokens) / perSecond) * 1_000,
      );
      this.#timer.unref();
    }
  }
}
