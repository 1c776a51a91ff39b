import { CustomErrorBase } from '@backstage/errors';
import type { Readable } from 'node:stream';

/** Somebody has more open than one person can read. */
export class TooManyLogsError extends CustomErrorBase {
  readonly statusCode = 429;
}

/** Bounds how many logs one person has open at a time: each holds a connection to a cluster. */
export class LogSessions {
  readonly #limit: number;
  readonly #open = new Map<string, number>();

  static create(options: { limit?: number } = {}): LogSessions {
    return new LogSessions(options.limit ?? 6);
  }

  private constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Counts a log as open until it is closed.
   *
   * @throws TooManyLogsError when the person has as many open as they may.
   */
  async hold(
    userRef: string,
    open: () => Promise<Readable>,
  ): Promise<Readable> {
    const count = this.#open.get(userRef) ?? 0;
    if (count >= this.#limit) {
      throw new TooManyLogsError(
        `You have ${count} logs open, and may have no more at a time. Close one of them`,
      );
    }
    this.#open.set(userRef, count + 1);
    try {
      const log = await open();
      log.once('close', () => this.#release(userRef));
      return log;
    } catch (error) {
      this.#release(userRef);
      throw error;
    }
  }

  #release(userRef: string): void {
    const count = (this.#open.get(userRef) ?? 0) - 1;
    if (count > 0) {
      this.#open.set(userRef, count);
    } else {
      this.#open.delete(userRef);
    }
  }
}
