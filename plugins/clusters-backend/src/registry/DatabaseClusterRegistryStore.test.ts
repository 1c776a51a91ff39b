import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { RegistrationRecord } from './ClusterRegistryStore';
import { DatabaseClusterRegistryStore } from './DatabaseClusterRegistryStore';

jest.setTimeout(60_000);

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

function record(name: string, sealed = `sealed-${name}`): RegistrationRecord {
  return {
    id: `id-of-${name}`,
    name,
    title: undefined,
    environment: 'prod',
    region: undefined,
    connection: { keyId: 'k1', sealed },
    registeredBy: 'user:default/omar',
    registeredAt: '2026-09-01T12:00:00.000Z',
  };
}

describe.each(databases.eachSupportedId())(
  'DatabaseClusterRegistryStore, %p',
  databaseId => {
    async function createStore(id: TestDatabaseId) {
      const knex = await databases.init(id);
      const database = mockServices.database({ knex });
      return {
        knex,
        store: await DatabaseClusterRegistryStore.create({ database }),
        /** Another backend on the same database. */
        other: await DatabaseClusterRegistryStore.create({ database }),
      };
    }

    it('keeps registrations, by name', async () => {
      const { store, other } = await createStore(databaseId);
      await store.insert(record('west'));
      await store.insert(record('east'));
      await expect(other.list()).resolves.toEqual([
        record('east'),
        record('west'),
      ]);
    });

    it('keeps one of a name, and repeats nothing of the other', async () => {
      const { store } = await createStore(databaseId);
      await store.insert(record('west'));
      const error = await store
        .insert({ ...record('west', 'sealed-again'), id: 'another' })
        .catch(each => each);
      expect(error).toMatchObject({
        name: 'ConflictError',
        message: expect.not.stringContaining('sealed-again'),
      });
      await expect(store.list()).resolves.toEqual([record('west')]);
    });

    it('removes, and says when there is nothing to remove', async () => {
      const { store } = await createStore(databaseId);
      await store.insert(record('west'));
      await store.remove('west');
      await expect(store.list()).resolves.toEqual([]);
      await expect(store.remove('west')).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    });

    it('has another revision after each change, and only then', async () => {
      const { store, other } = await createStore(databaseId);
      const revisions = [await other.revision()];
      await store.insert(record('west'));
      revisions.push(await other.revision());
      await store.remove('west');
      revisions.push(await other.revision());
      expect(new Set(revisions).size).toBe(3);

      await store.remove('west').catch(() => {});
      expect(await other.revision()).toBe(revisions[2]);
    });

    it('does not replace what was changed meanwhile', async () => {
      const { store } = await createStore(databaseId);
      const before = record('west');
      await store.insert(before);
      const after = { keyId: 'k2', sealed: 'resealed' };
      await expect(
        store.reseal(before.id, before.connection, after),
      ).resolves.toBe('resealed');
      await expect(
        store.reseal(before.id, before.connection, after),
      ).resolves.toBe('changed-meanwhile');
      await expect(store.list()).resolves.toMatchObject([
        { connection: after },
      ]);
    });
  },
);

describe.each(databases.eachSupportedId())('migrations, %p', databaseId => {
  const directory = resolvePackagePath(
    '@groundcrew/plugin-clusters-backend',
    'migrations',
  );
  const tables = async (knex: Knex) =>
    Promise.all(
      ['registrations', 'registry_revision'].map(name =>
        knex.schema.hasTable(name),
      ),
    );

  it('go up, down and up again', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory });
    await expect(tables(knex)).resolves.toEqual([true, true]);
    await knex.migrate.rollback({ directory }, true);
    await expect(tables(knex)).resolves.toEqual([false, false]);
    await knex.migrate.latest({ directory });
    await expect(tables(knex)).resolves.toEqual([true, true]);
  });
});
