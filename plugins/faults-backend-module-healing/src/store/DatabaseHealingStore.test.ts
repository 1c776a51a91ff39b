import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { newRecord, type AttemptRecord } from '../healing/HealingRecord';
import { DatabaseHealingStore } from './DatabaseHealingStore';
import { openHealingDatabase } from './openHealingDatabase';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const attempt = (changes: Partial<AttemptRecord> = {}): AttemptRecord => ({
  number: 1,
  policy: 'mend',
  title: 'Restart cart',
  fault: 'application-crash',
  operation: 'kubernetes.restart',
  target: {
    cluster: 'dev',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
  },
  input: {},
  outcome: 'acting',
  reason: 'It acts.',
  helpsWithinSeconds: 60,
  contains: false,
  startedAt: 1_000,
  ...changes,
});
const record = (incident: number, ...attempts: AttemptRecord[]) => ({
  ...newRecord({ id: incident, cluster: 'dev' }),
  policy: 'mend',
  attempts,
});
const ended = (outcome: AttemptRecord['outcome'], startedAt = 1_000) =>
  attempt({ outcome, startedAt, endedAt: startedAt + 1 });

describe.each(databases.eachSupportedId())('DatabaseHealingStore on %s', id => {
  let knex: Knex;
  let store: DatabaseHealingStore;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openHealingDatabase(mockServices.database({ knex }));
    store = DatabaseHealingStore.create({ knex });
  });

  it('keeps what was done, and writes only what is based on the latest', async () => {
    expect(await store.get(7)).toBeUndefined();
    const first = await store.write(record(7), 1);
    expect(first).toMatchObject({ revision: 1 });
    expect(await store.write(record(7), 1)).toBeUndefined();
    const next = { ...first!, attempts: [attempt()] };
    const second = await store.write(next, 2);
    expect(second).toMatchObject({ revision: 2 });
    expect(await store.write(next, 3)).toBeUndefined();
    expect(await store.get(7)).toEqual(second);
  });

  it('knows what is under way in some clusters', async () => {
    const begun = await store.write(record(7, attempt()), 1);
    await store.write(record(8, ended('healed', 2_000)), 1);
    expect(await store.underWay(['dev', 'prod'])).toEqual([7]);
    expect(await store.underWay(['prod'])).toEqual([]);
    await store.write({ ...begun!, attempts: [ended('useless')] }, 2);
    expect(await store.underWay(['dev'])).toEqual([]);
    expect(
      await store.past({ fault: 'application-crash', targets: [] }),
    ).toMatchObject([
      { incident: 8, outcome: 'healed' },
      { incident: 7, outcome: 'useless', endedAt: 1_001 },
    ]);
  });

  it('remembers attempts against a fault, and on targets, the newest first', async () => {
    await store.write(record(1, ended('healed', 1_000)), 1);
    await store.write(
      record(2, { ...ended('refused', 3_000), fault: 'out-of-memory' }),
      1,
    );
    await store.write(record(3, { ...attempt({ startedAt: 2_000 }) }), 1);
    const past = await store.past({
      fault: 'application-crash',
      targets: ['dev/shop/Deployment/cart'],
    });
    expect(past.map(({ incident }) => incident)).toEqual([2, 3, 1]);
    expect(past[1]).toEqual({
      incident: 3,
      number: 1,
      policy: 'mend',
      fault: 'application-crash',
      operation: 'kubernetes.restart',
      target: 'dev/shop/Deployment/cart',
      outcome: 'acting',
      startedAt: 2_000,
    });
    expect(
      await store.past({ fault: 'out-of-memory', targets: ['dev/x/Pod/y'] }),
    ).toHaveLength(1);
  });

  it('counts what policies did', async () => {
    await store.write(
      record(1, ended('reverted'), { ...ended('healed'), number: 2 }),
      1,
    );
    await store.write(record(2, ended('refused')), 1);
    await store.write(record(3), 1);
    await store.write({ ...record(4), policy: undefined }, 1);
    expect(await store.counts()).toEqual([
      {
        policy: 'mend',
        fired: 3,
        acted: 3,
        healed: 1,
        reverted: 1,
        judged: 2,
        helped: 1,
      },
    ]);
    expect(await store.healed()).toMatchObject([
      { incident: 1, policy: 'mend', startedAt: 1_000, endedAt: 1_001 },
    ]);
  });

  it('learns nothing more from what is to be forgotten, and keeps it', async () => {
    const other = { policy: 'other', fault: 'out-of-memory' };
    const web = { ...ended('healed').target, name: 'web' };
    const first = await store.write(record(1, ended('healed')), 1);
    await store.write(record(2, { ...ended('healed'), ...other }), 1);
    await store.write(record(3, { ...ended('useless'), target: web }), 1);
    await store.write(record(4, attempt()), 1);
    expect(await store.unlearn({ policy: 'other' })).toBe(1);
    expect(await store.unlearn({ fault: 'out-of-memory' })).toBe(0);
    expect(await store.unlearn({ target: 'dev/shop/Deployment/web' })).toBe(1);
    expect(
      await store.unlearn({ policy: 'mend', fault: 'out-of-memory' }),
    ).toBe(0);
    // What goes on is judged first.
    expect(await store.unlearn({ fault: 'application-crash' })).toBe(1);
    await store.write({ ...first!, reason: 'Looked at again.' }, 2);
    const past = await store.past({ fault: 'application-crash', targets: [] });
    expect(
      past.map(({ incident, isForgotten }) => [incident, isForgotten]).sort(),
    ).toEqual([
      [1, true],
      [3, true],
      [4, undefined],
    ]);
    expect(await store.counts()).toMatchObject([
      { policy: 'mend', acted: 3, healed: 1, judged: 0, helped: 0 },
      { policy: 'other', acted: 1, healed: 1, judged: 0, helped: 0 },
    ]);
  });

  it('forgets what is long over, and nothing that goes on', async () => {
    await store.write(record(1, ended('healed')), 1_000);
    await store.write(record(2, attempt()), 1_000);
    expect(await store.forget(1_000)).toBe(0);
    expect(await store.forget(1_001)).toBe(1);
    expect(await store.get(2)).toBeDefined();
    expect(
      await store.past({ fault: 'application-crash', targets: [] }),
    ).toHaveLength(1);
  });

  it('keeps what people switched, each for itself', async () => {
    const by = { reason: 'try it', changedBy: 'user:a/b', changedAt: 5 };
    await store.switch({ ...by, policy: 'mend', mode: 'auto' });
    await store.switch({ ...by, policy: 'mend', enabled: false, changedAt: 6 });
    expect(await store.switches()).toEqual([
      { ...by, policy: 'mend', mode: 'auto', enabled: false, changedAt: 6 },
    ]);
  });

  it('keeps where it is paused, until it is not', async () => {
    const by = { reason: 'drill', pausedBy: 'user:a/b', pausedAt: 5 };
    await store.pause(by);
    await store.pause({ ...by, cluster: 'dev' });
    await store.pause({ ...by, cluster: 'dev', reason: 'still' });
    expect(await store.pauses()).toEqual([
      by,
      { ...by, cluster: 'dev', reason: 'still' },
    ]);
    expect(await store.resume(undefined)).toBe(true);
    expect(await store.resume(undefined)).toBe(false);
    expect(await store.resume('dev')).toBe(true);
    expect(await store.pauses()).toEqual([]);
  });

  it('takes its tables away again', async () => {
    const migrations = {
      directory: `${__dirname}/../../migrations`,
      tableName: 'groundcrew_healing_knex_migrations',
    };
    await knex.migrate.down(migrations);
    expect(await knex.schema.hasColumn('healing_attempts', 'outcome')).toBe(
      true,
    );
    expect(
      await knex.schema.hasColumn('healing_attempts', 'is_forgotten'),
    ).toBe(false);
    await knex.migrate.down(migrations);
    for (const table of [
      'healing_records',
      'healing_attempts',
      'healing_switches',
      'healing_pauses',
    ]) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
  });
});
