import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Opens the plugin's database, and brings its tables up to date first, unless the database says not to. */
export async function openFaultsDatabase(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@groundcrew/plugin-faults-backend',
        'migrations',
      ),
    });
  }
  return knex;
}
