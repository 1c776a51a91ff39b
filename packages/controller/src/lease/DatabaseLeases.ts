import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { databaseNow } from './databaseNow';
import type { HeldLease, Leases } from './Leases';

const TABLE = 'groundcrew_leases';

interface LeaseRow {
  name: string;
  holder: string;
  // PostgreSQL gives a bigint as text.
  expires_at: number | string;
  fencing: number | string;
}

/**
 * Leases in a table of a plugin's database, by the database's clock.
 *
 * @public
 */
export class DatabaseLeases implements Leases {
  readonly #knex: Knex;
  readonly #holder: string;

  private constructor(knex: Knex, holder: string) {
    this.#knex = knex;
    this.#holder = holder;
  }

  /** Brings the table up to date first, unless the database says not to. */
  static async create(options: {
    database: DatabaseService;
    /** Who asks; a name of its own for each process by default. */
    holder?: string;
  }): Promise<DatabaseLeases> {
    const { database, holder = randomUUID() } = options;
    const knex = await database.getClient();
    if (!database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath('@groundcrew/controller', 'migrations'),
        // Beside the plugin's own migrations, in the same database.
        tableName: 'groundcrew_leases_knex_migrations',
      });
    }
    return new DatabaseLeases(knex, holder);
  }

  async acquire(name: string, forMs: number): Promise<HeldLease | undefined> {
    const now = databaseNow(this.#knex);
    const expiresAt = this.#knex.raw('? + ?', [now, forMs]);
    const inserted = await this.#knex<LeaseRow>(TABLE)
      .insert({
        name,
        holder: this.#holder,
        expires_at: expiresAt as never,
        fencing: 1,
      })
      .onConflict('name')
      .ignore()
      .returning('fencing');
    if (inserted.length > 0) {
      return { name, fencing: Number(inserted[0].fencing) };
    }
    const taken = await this.#knex<LeaseRow>(TABLE)
      .where({ name })
      .andWhere(free =>
        free.where({ holder: this.#holder }).orWhere('expires_at', '<=', now),
      )
      .update({
        // Whoever held it to the end goes on with the same number; anybody else gets a new one.
        fencing: this.#knex.raw(
          'case when holder = ? and expires_at > ? then fencing else fencing + 1 end',
          [this.#holder, now],
        ) as never,
        holder: this.#holder,
        expires_at: expiresAt as never,
      })
      .returning('fencing');
    return taken.length > 0
      ? { name, fencing: Number(taken[0].fencing) }
      : undefined;
  }

  async renew(lease: HeldLease, forMs: number): Promise<boolean> {
    const now = databaseNow(this.#knex);
    const renewed = await this.#knex<LeaseRow>(TABLE)
      .where({ ...lease, holder: this.#holder })
      .andWhere('expires_at', '>', now)
      .update({ expires_at: this.#knex.raw('? + ?', [now, forMs]) as never });
    return renewed === 1;
  }

  /** Who had it last, whether or not its time is over. */
  async holderOf(name: string): Promise<string | undefined> {
    const row = await this.#knex<LeaseRow>(TABLE)
      .where({ name })
      .first('holder');
    return row?.holder;
  }

  /** Ends the time of a holder that is known to be gone. Nothing happens when somebody else has it by now. */
  async revoke(name: string, holder: string): Promise<void> {
    await this.#knex<LeaseRow>(TABLE)
      .where({ name, holder })
      .update({ expires_at: 0 });
  }

  async release(lease: HeldLease): Promise<void> {
    await this.#knex<LeaseRow>(TABLE)
      .where({ ...lease, holder: this.#holder })
      .update({ expires_at: 0 });
  }
}
