import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { DatabaseLeases, type Leases } from '@groundcrew/controller';
import { setTimeout as delay } from 'node:timers/promises';
import { isGone, nameThisProcess } from './processHolder';

const LEASE = 'groundcrew-operations/single-process';
const DEFAULT_FOR_MS = 15_000;
const DEFAULT_WAIT_MS = 20_000;
const ASK_EVERY_MS = 500;

/** Options of {@link SingleProcessGuard.create}. */
export interface SingleProcessGuardOptions {
  database: DatabaseService;
  logger: LoggerService;
  /** Who asks; by default a name that others on the same machine can tell by whether this process is gone. */
  holder?: string;
  /** After so many milliseconds without a sign of it a process counts as gone; 15,000 by default. */
  forMs?: number;
  /** How long a start waits for one that may be gone; 20,000 by default. */
  waitMs?: number;
}

/**
 * Sees to it that one process alone works with an SQLite database.
 *
 * @remarks
 *
 * SQLite allows several, but each of them would run every operation, with caches and wake-ups that the others know nothing
 * of. On PostgreSQL there is nothing to guard.
 */
export class SingleProcessGuard {
  readonly #options: Required<SingleProcessGuardOptions>;
  readonly #stopping = new AbortController();
  readonly #lost = new AbortController();
  #holding: Promise<void> = Promise.resolve();
  #isAlone = false;

  private constructor(options: SingleProcessGuardOptions) {
    this.#options = {
      forMs: DEFAULT_FOR_MS,
      waitMs: DEFAULT_WAIT_MS,
      holder: nameThisProcess(),
      ...options,
    };
  }

  /**
   * Has to come before everything else that uses the database. Rejects with a ConflictError when another process has it;
   * one that was killed delays this by as long as it takes to tell: on another machine or in another container, until its
   * time is over.
   */
  static async create(
    options: SingleProcessGuardOptions,
  ): Promise<SingleProcessGuard> {
    const guard = new SingleProcessGuard(options);
    const knex = await options.database.getClient();
    if (knex.client.config.client !== 'pg') {
      const leases = await DatabaseLeases.create({
        database: options.database,
        holder: guard.#options.holder,
      });
      guard.#isAlone = true;
      await guard.#takeOver(leases);
      guard.#holding = guard.#hold(leases);
    }
    return guard;
  }

  /** Aborted when another process took the database over, because this one stood still for too long. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Whether no other process works with the database; on PostgreSQL, others may. */
  get isAlone(): boolean {
    return this.#isAlone && !this.#lost.signal.aborted;
  }

  /** Lets another process start at once. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#holding;
  }

  async #takeOver(leases: DatabaseLeases): Promise<void> {
    const { forMs, logger, waitMs } = this.#options;
    const giveUpAt = performance.now() + waitMs;
    let hasSaidSo = false;
    while (!(await leases.acquire(LEASE, forMs))) {
      const holder = await leases.holderOf(LEASE);
      if (holder && isGone(holder)) {
        await leases.revoke(LEASE, holder);
        continue;
      }
      if (performance.now() >= giveUpAt) {
        throw new ConflictError(
          "Another backend works with this SQLite database, and SQLite is for one process. Stop the other one, give this one a database of its own ('backend.database.connection'), or run several on PostgreSQL ('backend.database.client: pg')",
        );
      }
      if (!hasSaidSo) {
        hasSaidSo = true;
        logger.info(
          `Another backend works with this SQLite database, or was killed a moment ago. Waiting for up to ${Math.ceil(
            waitMs / 1_000,
          )} s`,
        );
      }
      await delay(Math.min(ASK_EVERY_MS, waitMs / 3));
    }
  }

  async #hold(leases: Leases): Promise<void> {
    const { forMs, logger } = this.#options;
    const { signal } = this.#stopping;
    for (;;) {
      await delay(forMs / 3, undefined, { signal, ref: false }).catch(() => {});
      try {
        // Not a renewal: after a laptop slept, what ran out is ours again unless somebody took it.
        const lease = await leases.acquire(LEASE, forMs);
        if (!lease) {
          logger.error(
            'Another backend has taken over this SQLite database, and SQLite is for one process: operations are not run here any more. Stop one of the two',
          );
          this.#lost.abort();
          return;
        }
        if (signal.aborted) {
          await leases.release(lease);
          return;
        }
      } catch (error) {
        logger.warn(`The SQLite database could not be held: ${error}`);
        if (signal.aborted) {
          return;
        }
      }
    }
  }
}
