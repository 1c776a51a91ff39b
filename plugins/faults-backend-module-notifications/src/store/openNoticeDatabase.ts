import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Opens the plugin's database, and brings the table of notices up to date first, unless the database says not to. */
export async function openNoticeDatabase(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@groundcrew/plugin-faults-backend-module-notifications',
        'migrations',
      ),
      // Beside the plugin's own migrations, in the same database.
      tableName: 'groundcrew_notices_knex_migrations',
    });
  }
  return knex;
}
