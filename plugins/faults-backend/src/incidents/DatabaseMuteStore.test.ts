import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openFaultsDatabase } from '../database/openFaultsDatabase';
import { DatabaseMuteStore } from './DatabaseMuteStore';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const mute = {
  fault: 'application-crash',
  cluster: 'dev',
  reason: 'the registry moves',
  createdBy: 'user:default/dana',
  createdAt: 1_000,
  until: 9_000,
};

describe.each(databases.eachSupportedId())('DatabaseMuteStore on %s', id => {
  let store: DatabaseMuteStore;

  beforeEach(async () => {
    const knex = await databases.init(id);
    await openFaultsDatabase(mockServices.database({ knex }));
    store = DatabaseMuteStore.create({ knex });
  });

  it('keeps what is muted, of everything or of one object, until it ends', async () => {
    const all = await store.create(mute);
    const one = await store.create({
      ...mute,
      namespace: 'shop',
      kind: 'Deployment',
      name: 'cart',
      until: 5_000,
    });
    expect(await store.active(4_999)).toEqual([one, all]);
    expect(await store.active(5_000)).toEqual([all]);
    expect(await store.get(one.id)).toEqual(one);
    expect(await store.get(999)).toBeUndefined();
  });

  it('ends one before its time, once', async () => {
    const { id: muted } = await store.create(mute);
    expect(await store.end(muted, 'user:default/omar', 2_000)).toBe(true);
    expect(await store.active(2_000)).toEqual([]);
    expect(await store.end(muted, 'user:default/omar', 3_000)).toBe(false);
    expect(await store.get(muted)).toMatchObject({ until: 2_000 });
  });

  it('forgets what is long over', async () => {
    await store.create(mute);
    expect(await store.forget(9_000)).toBe(0);
    expect(await store.forget(9_001)).toBe(1);
  });
});
