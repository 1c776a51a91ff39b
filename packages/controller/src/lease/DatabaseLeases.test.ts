import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatabaseLeases } from './DatabaseLeases';
import { databaseNow } from './databaseNow';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const forMs = 60_000;

describe.each(databases.eachSupportedId())('DatabaseLeases on %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });

  const leasesOf = (holder: string) =>
    DatabaseLeases.create({
      database: mockServices.database({ knex }),
      holder,
    });

  const expire = (name: string) =>
    knex('groundcrew_leases').where({ name }).update({ expires_at: 1 });

  it('gives a lease to one at a time', async () => {
    const [ours, theirs] = [await leasesOf('ours'), await leasesOf('theirs')];
    expect(await ours.acquire('cluster/prod', forMs)).toEqual({
      name: 'cluster/prod',
      fencing: 1,
    });
    expect(await theirs.acquire('cluster/prod', forMs)).toBeUndefined();
    expect(await theirs.acquire('cluster/dev', forMs)).toEqual({
      name: 'cluster/dev',
      fencing: 1,
    });
  });

  it('gives a lease to one of many that ask at once', async () => {
    const replicas: DatabaseLeases[] = [];
    for (let index = 0; index < 8; index += 1) {
      replicas.push(await leasesOf(`holder ${index}`));
    }
    const all = await Promise.all(
      replicas.map(leases => leases.acquire('cluster/prod', forMs)),
    );
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  it('can be taken from a holder that is gone, and from nobody else', async () => {
    const [ours, theirs] = [await leasesOf('ours'), await leasesOf('theirs')];
    expect(await ours.holderOf('cluster/prod')).toBeUndefined();
    await theirs.acquire('cluster/prod', forMs);
    await ours.revoke('cluster/prod', 'another');
    expect(await ours.acquire('cluster/prod', forMs)).toBeUndefined();
    expect(await ours.holderOf('cluster/prod')).toBe('theirs');
    await ours.revoke('cluster/prod', 'theirs');
    expect(await ours.acquire('cluster/prod', forMs)).toEqual({
      name: 'cluster/prod',
      fencing: 2,
    });
  });

  it('goes on with the same number for whoever holds it', async () => {
    const leases = await leasesOf('ours');
    await leases.acquire('cluster/prod', forMs);
    expect(await leases.acquire('cluster/prod', forMs)).toEqual({
      name: 'cluster/prod',
      fencing: 1,
    });
  });

  it('gives it to somebody else when its time is over, under a number that tells the old holder', async () => {
    const [ours, theirs] = [await leasesOf('ours'), await leasesOf('theirs')];
    const lease = (await ours.acquire('cluster/prod', forMs))!;
    await expire('cluster/prod');
    expect(await ours.renew(lease, forMs)).toBe(false);
    expect(await theirs.acquire('cluster/prod', forMs)).toEqual({
      name: 'cluster/prod',
      fencing: 2,
    });
    expect(await ours.renew(lease, forMs)).toBe(false);
    await ours.release(lease);
    expect(await ours.acquire('cluster/prod', forMs)).toBeUndefined();
  });

  it('holds a lease for longer, and gives it back', async () => {
    const [ours, theirs] = [await leasesOf('ours'), await leasesOf('theirs')];
    const lease = (await ours.acquire('cluster/prod', 1_000))!;
    expect(await ours.renew(lease, forMs)).toBe(true);
    const [{ left }] = await knex('groundcrew_leases').select({
      left: knex.raw('expires_at - ?', [databaseNow(knex)]),
    });
    expect(Number(left)).toBeGreaterThan(30_000);
    await ours.release(lease);
    expect(await theirs.acquire('cluster/prod', forMs)).toEqual({
      name: 'cluster/prod',
      fencing: 2,
    });
  });

  it("reads the database's clock in milliseconds", async () => {
    const row = await knex.select({ now: databaseNow(knex) }).first();
    expect(Math.abs(Number(row?.now) - Date.now())).toBeLessThan(60_000);
  });

  it('takes its table away again', async () => {
    await leasesOf('ours');
    await knex.migrate.rollback({
      directory: `${__dirname}/../../migrations`,
      tableName: 'groundcrew_leases_knex_migrations',
    });
    expect(await knex.schema.hasTable('groundcrew_leases')).toBe(false);
  });
});
