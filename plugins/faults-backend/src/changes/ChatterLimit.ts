/** Options of {@link ChatterLimit.create}. */
export interface ChatterLimitOptions {
  /** How many changes of one object are let through at once. */
  burst: number;
  /** After how many milliseconds another one is. */
  everyMs: number;
  /** How many objects are told apart; beyond, those that were quiet for the longest time are forgotten. */
  maxObjects: number;
}

interface Bucket {
  left: number;
  at: number;
}

/** Keeps objects that change all the time, as some keep their state in a ConfigMap, from crowding out all others. */
export class ChatterLimit {
  readonly #options: ChatterLimitOptions;
  readonly #buckets = new Map<string, Bucket>();

  static create(options: ChatterLimitOptions): ChatterLimit {
    return new ChatterLimit(options);
  }

  private constructor(options: ChatterLimitOptions) {
    this.#options = options;
  }

  /** Whether another change of an object is let through. */
  allows(object: string, now: number): boolean {
    const { burst, everyMs, maxObjects } = this.#options;
    const { at, left } = this.#buckets.get(object) ?? { at: now, left: burst };
    const refilled = Math.min(burst, left + Math.max(0, now - at) / everyMs);
    const isAllowed = refilled >= 1;
    // The most recent last.
    this.#buckets.delete(object);
    this.#buckets.set(object, {
      at: now,
      left: isAllowed ? refilled - 1 : refilled,
    });
    if (this.#buckets.size > maxObjects) {
      const [quietest] = this.#buckets.keys();
      this.#buckets.delete(quietest);
    }
    return isAllowed;
  }
}
