import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { newRecord, withEntry } from '../notices/NoticeRecord';
import { DatabaseNoticeStore } from './DatabaseNoticeStore';
import { openNoticeDatabase } from './openNoticeDatabase';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});
const record = (incident: number) => newRecord('dev', { incident });
const over = (incident: number) => ({ ...record(incident), overAt: 1 });

describe.each(databases.eachSupportedId())('DatabaseNoticeStore on %s', id => {
  let knex: Knex;
  let store: DatabaseNoticeStore;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openNoticeDatabase(mockServices.database({ knex }));
    store = DatabaseNoticeStore.create({ knex });
  });

  it('keeps who was told, and writes only what is based on the latest', async () => {
    expect(await store.get('incident:7')).toBeUndefined();
    const first = await store.write(record(7), 1);
    expect(first).toMatchObject({ revision: 1 });
    expect(await store.write(record(7), 1)).toBeUndefined();
    const second = await store.write({ ...first!, reason: 'New.' }, 2);
    expect(await store.write({ ...first!, reason: 'Old.' }, 3)).toBeUndefined();
    expect(await store.get('incident:7')).toEqual(second);
  });

  it('knows what there is to do, and what is asked for', async () => {
    await store.write(record(1), 1);
    await store.write(over(2), 1);
    await store.write(
      withEntry(over(3), {
        at: 1,
        reason: 'over',
        message: 'It is over.',
        route: 'prod',
        severity: 'P1',
        to: [],
      }),
      1,
    );
    await store.write({ ...record(4), cluster: 'prod' }, 1);
    const keys = async (...asked: string[]) =>
      (await store.known('dev', asked)).map(({ key }) => key).sort();
    expect(await keys()).toEqual(['incident:1', 'incident:3']);
    expect(await keys('incident:1', 'incident:2', 'incident:9')).toEqual([
      'incident:1',
      'incident:2',
      'incident:3',
    ]);
    const many = Array.from({ length: 1_200 }, (_, each) => `incident:${each}`);
    expect(await keys(...many)).toHaveLength(4);
  });

  it('forgets what is long over, and nothing that is not', async () => {
    await store.write(over(1), 1_000);
    await store.write(record(2), 1_000);
    expect(await store.forget(1_000)).toBe(0);
    expect(await store.forget(1_001)).toBe(1);
    expect(await store.get('incident:2')).toBeDefined();
  });

  it('takes its table away again', async () => {
    await knex.migrate.down({
      directory: `${__dirname}/../../migrations`,
      tableName: 'groundcrew_notices_knex_migrations',
    });
    expect(await knex.schema.hasTable('notice_records')).toBe(false);
  });
});
