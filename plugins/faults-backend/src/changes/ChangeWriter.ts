import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ChangeStore } from './ChangeStore';
import type { RecordedChange } from './RecordedChange';

const WRITE_AFTER_MS = 500;
const LONGEST_WAIT_MS = 60_000;
const MOST_AT_ONCE = 500;
const PRUNE_EVERY_MS = 60 * 60_000;

/** Options of {@link ChangeWriter.create}. */
export interface ChangeWriterOptions {
  store: ChangeStore;
  logger: LoggerService;
  /** How many wait to be written at most; beyond, the oldest are lost. */
  maxPending: number;
  /** For how many milliseconds changes are kept. */
  keptForMs: number;
  maxPerCluster: number;
  now: () => number;
  onLost: (count: number) => void;
  onFailure: () => void;
}

/** Brings changes to the store, many at once, and again for as long as that fails. */
export class ChangeWriter {
  readonly #options: ChangeWriterOptions;
  #pending: RecordedChange[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #failures = 0;
  #prunedAt: number | undefined;
  #isStopped = false;

  static create(options: ChangeWriterOptions): ChangeWriter {
    return new ChangeWriter(options);
  }

  private constructor(options: ChangeWriterOptions) {
    this.#options = options;
  }

  /** What has not been written yet. */
  get pending(): readonly RecordedChange[] {
    return this.#pending;
  }

  add(changes: readonly RecordedChange[]): void {
    const { maxPending, onLost } = this.#options;
    this.#pending.push(...changes);
    const tooMany = this.#pending.length - maxPending;
    if (tooMany > 0) {
      this.#pending.splice(0, tooMany);
      onLost(tooMany);
    }
    this.#schedule(WRITE_AFTER_MS);
  }

  /** Tries to write what there is, now. Never rejects: what could not be written is tried again later. */
  async flush(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  /** Tries for a last time. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#writing;
    await this.flush();
  }

  #schedule(afterMs: number): void {
    if (!this.#timer && !this.#isStopped) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.flush();
      }, afterMs);
      this.#timer.unref();
    }
  }

  async #write(): Promise<void> {
    const { logger, onFailure, store } = this.#options;
    try {
      while (this.#pending.length > 0) {
        const some = this.#pending.slice(0, MOST_AT_ONCE);
        await store.append(some);
        const written = new Set(some);
        // Some of them may be lost already, where there were too many.
        this.#pending = this.#pending.filter(each => !written.has(each));
        this.#failures = 0;
      }
      await this.#prune();
    } catch (error) {
      onFailure();
      this.#failures += 1;
      if (this.#failures === 1) {
        logger.warn(
          `What changed in the clusters cannot be kept at the moment, and is tried again: ${stringifyError(
            error,
          )}`,
        );
      }
      this.#schedule(
        Math.min(WRITE_AFTER_MS * 2 ** this.#failures, LONGEST_WAIT_MS),
      );
    }
  }

  async #prune(): Promise<void> {
    const { keptForMs, maxPerCluster, now, store } = this.#options;
    if (
      this.#prunedAt === undefined ||
      now() - this.#prunedAt >= PRUNE_EVERY_MS
    ) {
      this.#prunedAt = now();
      await store.prune({ before: now() - keptForMs, maxPerCluster });
    }
  }
}
