import { toError } from '@backstage/errors';

/**
 * What a page knows of something that it keeps current.
 *
 * @public
 */
export interface LiveQueryState<T> {
  /** The newest answer. Kept when a later request fails. */
  data: T | undefined;
  /** Why the newest request failed; `undefined` once one succeeds. */
  error: Error | undefined;
  /** When requests began to fail, as ISO 8601. */
  failingSince: string | undefined;
  /** Before the first answer or failure. */
  isLoading: boolean;
}

/** What {@link LiveQuery} needs. */
export interface LiveQueryOptions<T> {
  load(options: { signal: AbortSignal }): Promise<T>;
  /** How long after an answer it is asked again, in milliseconds. */
  pollMs: number;
  /** How long after a failure it is asked again, in milliseconds. */
  retryMs: number;
}

/** After how long a request has failed that is not answered, in milliseconds. */
const ANSWER_WITHIN_MS = 30_000;

/**
 * Keeps one answer current: asks on demand and in intervals, never twice at a time, and not while nobody looks.
 *
 * @remarks
 *
 * What is asked for while a request is under way is asked once more after it, so the newest answer always wins.
 */
export class LiveQuery<T> {
  readonly #listeners = new Set<() => void>();
  #options: LiveQueryOptions<T>;
  #state: LiveQueryState<T> = {
    data: undefined,
    error: undefined,
    failingSince: undefined,
    isLoading: true,
  };
  #serialized: string | undefined;
  #inFlight: AbortController | undefined;
  #askAgain = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  static create<T>(options: LiveQueryOptions<T>): LiveQuery<T> {
    return new LiveQuery(options);
  }

  private constructor(options: LiveQueryOptions<T>) {
    this.#options = options;
  }

  readonly getState = (): LiveQueryState<T> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes how often it is asked; the request under way goes on. */
  setOptions(options: LiveQueryOptions<T>): void {
    const changed = options.pollMs !== this.#options.pollMs;
    this.#options = options;
    if (changed && this.#timer) {
      this.#schedule();
    }
  }

  start(): void {
    this.#running = true;
    document.addEventListener('visibilitychange', this.#onVisibilityChange);
    this.refetch();
  }

  stop(): void {
    this.#running = false;
    document.removeEventListener('visibilitychange', this.#onVisibilityChange);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#askAgain = false;
    this.#inFlight?.abort();
    this.#inFlight = undefined;
  }

  /** Asks now, or right after the request that is under way. While the page is hidden it waits until it is seen again. */
  readonly refetch = (): void => {
    if (!this.#running || document.hidden) {
      return;
    }
    if (this.#inFlight) {
      this.#askAgain = true;
      return;
    }
    void this.#ask();
  };

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const controller = new AbortController();
    this.#inFlight = controller;
    // A connection may be dead without anybody having said so.
    const timer = setTimeout(() => {
      controller.abort(
        new Error(`No answer within ${ANSWER_WITHIN_MS / 1_000} s`),
      );
    }, ANSWER_WITHIN_MS);
    try {
      const data = await answerOf(this.#options.load, controller.signal);
      if (this.#inFlight === controller) {
        this.#succeed(data);
      }
    } catch (error) {
      if (this.#inFlight === controller) {
        this.#fail(toError(error));
      }
    } finally {
      clearTimeout(timer);
    }
    if (this.#inFlight !== controller) {
      return;
    }
    this.#inFlight = undefined;
    if (this.#askAgain) {
      this.#askAgain = false;
      this.refetch();
    } else {
      this.#schedule();
    }
  }

  #succeed(data: T): void {
    const serialized = JSON.stringify(data);
    // An equal answer keeps its identity, so that nothing is rendered anew for it.
    const same = serialized === this.#serialized;
    this.#serialized = serialized;
    this.#publish({
      data: same ? this.#state.data : data,
      error: undefined,
      failingSince: undefined,
      isLoading: false,
    });
  }

  #fail(error: Error): void {
    this.#publish({
      data: this.#state.data,
      error,
      failingSince: this.#state.failingSince ?? new Date().toISOString(),
      isLoading: false,
    });
  }

  #publish(state: LiveQueryState<T>): void {
    const previous = this.#state;
    if (
      previous.data === state.data &&
      previous.error === state.error &&
      previous.isLoading === state.isLoading
    ) {
      return;
    }
    this.#state = state;
    for (const listener of this.#listeners) {
      listener();
    }
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#running) {
      const { pollMs, retryMs } = this.#options;
      this.#timer = setTimeout(
        this.refetch,
        this.#state.error ? Math.min(retryMs, pollMs) : pollMs,
      );
    }
  }

  readonly #onVisibilityChange = (): void => {
    if (document.hidden) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else {
      this.refetch();
    }
  };
}

/** @throws what the signal is aborted with, also where the load takes no notice of it */
async function answerOf<T>(
  load: LiveQueryOptions<T>['load'],
  signal: AbortSignal,
): Promise<T> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([load({ signal }), aborted]);
  } finally {
    if (onAbort) {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
