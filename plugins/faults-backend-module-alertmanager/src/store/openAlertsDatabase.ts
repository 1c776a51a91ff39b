import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Opens the plugin's database, and brings the tables of alerts up to date first, unless the database says not to. */
export async function openAlertsDatabase(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@groundcrew/plugin-faults-backend-module-alertmanager',
        'migrations',
      ),
      // Beside the plugin's own migrations, in the same database.
      tableName: 'groundcrew_alerts_knex_migrations',
    });
  }
  return knex;
}
