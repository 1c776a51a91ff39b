import { databaseNow } from '@groundcrew/controller';
import type { Knex } from 'knex';

/** The time by the database's clock, in milliseconds since 1970. */
export async function readDatabaseClock(knex: Knex): Promise<number> {
  const row = await knex.select({ now: databaseNow(knex) }).first();
  return Number(row?.now);
}
