/** How long and how much a {@link BriefCache} keeps. */
export interface BriefCacheOptions {
  milliseconds: number;
  maxEntries: number;
  now: () => number;
}

/**
 * Keeps answers for a moment, and has those who ask for the same while it is being asked for wait together.
 *
 * @remarks
 *
 * The time counts from the question: what was true when it was asked is at most that old. Failures are not kept.
 */
export class BriefCache<T> {
  readonly #options: BriefCacheOptions;
  readonly #entries = new Map<string, { answer: Promise<T>; until: number }>();

  constructor(options: BriefCacheOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  /**
   * @param until - do not keep it for longer than this, in milliseconds since the epoch
   */
  get(key: string, ask: () => Promise<T>, until = Infinity): Promise<T> {
    const now = this.#options.now();
    const known = this.#entries.get(key);
    if (known && known.until > now) {
      return known.answer;
    }
    const entry = {
      answer: ask(),
      until: Math.min(now + this.#options.milliseconds, until),
    };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#trim(now);
    entry.answer.catch(() => {
      if (this.#entries.get(key) === entry) {
        this.#entries.delete(key);
      }
    });
    return entry.answer;
  }

  /** Entries stand in the order of their questions, so what is outdated stands in front. */
  #trim(now: number) {
    for (const [key, entry] of this.#entries) {
      if (entry.until > now && this.#entries.size <= this.#options.maxEntries) {
        return;
      }
      this.#entries.delete(key);
    }
  }
}
