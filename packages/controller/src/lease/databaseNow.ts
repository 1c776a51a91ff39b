import type { Knex } from 'knex';

/**
 * An expression for the time by the database's own clock, in milliseconds since 1970.
 *
 * @remarks
 *
 * The clocks of several processes differ; the one of their database is the same for all. On PostgreSQL it is the time of
 * the statement, not that of the transaction's beginning.
 *
 * @public
 */
export function databaseNow(knex: Knex): Knex.Raw {
  return knex.client.config.client === 'pg'
    ? knex.raw('(extract(epoch from clock_timestamp()) * 1000)::bigint')
    : knex.raw(
        "cast(round((julianday('now') - 2440587.5) * 86400000) as integer)",
      );
}
