import {
  isDatabaseConflictError,
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { SealedText } from './CredentialCipher';
import type {
  ClusterRegistryStore,
  RegistrationRecord,
} from './ClusterRegistryStore';

interface RegistrationRow {
  id: string;
  name: string;
  title: string | null;
  environment: string | null;
  region: string | null;
  sealed_connection: string;
  key_id: string;
  registered_by: string;
  registered_at: string;
}

/** Keeps registered clusters in the plugin's database. */
export class DatabaseClusterRegistryStore implements ClusterRegistryStore {
  readonly #knex: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseClusterRegistryStore> {
    const knex = await options.database.getClient();
    if (!options.database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@groundcrew/plugin-clusters-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseClusterRegistryStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(): Promise<RegistrationRecord[]> {
    const rows = await this.#knex<RegistrationRow>('registrations').orderBy(
      'name',
    );
    return rows.map(recordOf);
  }

  async insert(record: RegistrationRecord): Promise<void> {
    try {
      await this.#change(async transaction => {
        await transaction<RegistrationRow>('registrations').insert({
          id: record.id,
          name: record.name,
          title: record.title ?? null,
          environment: record.environment ?? null,
          region: record.region ?? null,
          sealed_connection: record.connection.sealed,
          key_id: record.connection.keyId,
          registered_by: record.registeredBy,
          registered_at: record.registeredAt,
        });
      });
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        // Not passed on as a cause: a database error repeats the values of its statement.
        throw new ConflictError(
          `A cluster '${record.name}' is registered already. Remove it first, or choose another name`,
        );
      }
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    await this.#change(async transaction => {
      const removed = await transaction<RegistrationRow>('registrations')
        .where({ name })
        .delete();
      if (removed === 0) {
        throw new NotFoundError(`No cluster '${name}' is registered`);
      }
    });
  }

  async reseal(
    id: string,
    before: SealedText,
    after: SealedText,
  ): Promise<'resealed' | 'changed-meanwhile'> {
    // The clusters stay the same: the revision, too, or every backend would read them again for nothing.
    const updated = await this.#knex<RegistrationRow>('registrations')
      .where({ id, sealed_connection: before.sealed })
      .update({ sealed_connection: after.sealed, key_id: after.keyId });
    return updated === 1 ? 'resealed' : 'changed-meanwhile';
  }

  async revision(): Promise<number> {
    const row = await this.#knex<{ revision: number }>('registry_revision')
      .select('revision')
      .first();
    return row?.revision ?? 0;
  }

  async #change(change: (transaction: Knex.Transaction) => Promise<void>) {
    await this.#knex.transaction(async transaction => {
      // First, so that changes queue on this row: a later revision never becomes visible before an earlier one.
      await transaction('registry_revision').increment('revision', 1);
      await change(transaction);
    });
  }
}

function recordOf(row: RegistrationRow): RegistrationRecord {
  return {
    id: row.id,
    name: row.name,
    title: row.title ?? undefined,
    environment: row.environment ?? undefined,
    region: row.region ?? undefined,
    connection: { keyId: row.key_id, sealed: row.sealed_connection },
    registeredBy: row.registered_by,
    registeredAt: row.registered_at,
  };
}
