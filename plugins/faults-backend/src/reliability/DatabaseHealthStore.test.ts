import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openFaultsDatabase } from '../database/openFaultsDatabase';
import { DatabaseHealthStore } from './DatabaseHealthStore';
import { exampleSpan } from './exampleSpan';
import type { WorkloadSpan } from './HealthStore';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const keyOf = ({ cluster, kind, name, namespace }: WorkloadSpan) => ({
  cluster,
  kind,
  name,
  namespace,
});
const cart = keyOf(exampleSpan());
const all = { workloads: [cart], from: 0, to: 1_000_000 };

describe.each(databases.eachSupportedId())('DatabaseHealthStore on %s', id => {
  let knex: Knex;
  let store: DatabaseHealthStore;
  beforeEach(async () => {
    knex = await databases.init(id);
    await openFaultsDatabase(mockServices.database({ knex }));
    store = DatabaseHealthStore.create({ knex });
  });

  const write = (...workloads: WorkloadSpan[]) =>
    store.write({ workloads, observed: [] });

  it('reads what it kept, of what is asked for', async () => {
    const down = exampleSpan({
      health: 'down',
      from: 2_000,
      environment: undefined,
    });
    const before = exampleSpan({ to: 2_000 });
    const observed = [
      { cluster: 'dev', from: 500, to: 9_000 },
      { cluster: 'prod', from: 500, to: 9_000 },
    ];
    await store.write({
      workloads: [
        before,
        down,
        exampleSpan({ name: 'orders' }),
        exampleSpan({ kind: 'StatefulSet' }),
        exampleSpan({ cluster: 'prod' }),
      ],
      observed,
    });
    expect(await store.read(all)).toEqual({
      from: 0,
      workloads: [down, before],
      observed: [observed[0]],
    });
  });

  it('gives what lasted within a time', async () => {
    await write(
      exampleSpan({ from: 1_000, to: 2_000 }),
      exampleSpan({ from: 2_000, to: 3_000, health: 'down' }),
      exampleSpan({ from: 3_000, to: 4_000 }),
      exampleSpan({ from: 4_000, health: 'degraded' }),
    );
    await store.write({
      workloads: [],
      observed: [
        { cluster: 'dev', from: 0, to: 2_000 },
        { cluster: 'dev', from: 2_400, to: 2_600 },
      ],
    });
    const { observed, workloads } = await store.read({
      workloads: [cart],
      from: 2_000,
      to: 4_000,
    });
    expect(workloads.map(({ from }) => from).sort()).toEqual([2_000, 3_000]);
    expect(observed.map(({ from }) => from)).toEqual([2_400]);
  });

  it('takes how far a span has come, however often it is told', async () => {
    const open = exampleSpan();
    await store.write({
      workloads: [open],
      observed: [{ cluster: 'dev', from: 1_000, to: 1_000 }],
    });
    for (const _ of [1, 2]) {
      await store.write({
        workloads: [{ ...open, to: 5_000 }],
        observed: [{ cluster: 'dev', from: 1_000, to: 6_000 }],
      });
    }
    expect(await store.read(all)).toMatchObject({
      workloads: [{ ...open, to: 5_000 }],
      observed: [{ cluster: 'dev', from: 1_000, to: 6_000 }],
    });
  });

  it('keeps all of what is written together or nothing', async () => {
    await expect(
      store.write({
        workloads: [exampleSpan()],
        observed: [{ cluster: null as never, from: 1, to: 2 }],
      }),
    ).rejects.toThrow();
    expect(await store.read(all)).toMatchObject({ workloads: [] });
  });

  it('knows what lasts in a cluster, the newest last', async () => {
    await write(
      exampleSpan({ from: 5_000 }),
      exampleSpan({ from: 3_000 }),
      exampleSpan({ from: 1_000, to: 3_000 }),
      exampleSpan({ cluster: 'prod' }),
    );
    const open = await store.openIn('dev');
    expect(open.map(({ from }) => from)).toEqual([3_000, 5_000]);
  });

  it('says since when it is whole what it gives of too much', async () => {
    const few = DatabaseHealthStore.create({ knex, mostSpans: 3 });
    const orders = exampleSpan({ name: 'orders', from: 100 });
    const ends = [1_000, 2_000, 3_000, 4_000];
    await write(
      orders,
      ...ends.map(to => exampleSpan({ from: to - 1_000, to })),
    );
    const { from, workloads } = await few.read({
      ...all,
      workloads: [cart, keyOf(orders)],
    });
    // What ended later than that is all there, also what began long before.
    expect(from).toBe(2_000);
    expect(workloads.map(one => one.from).sort()).toEqual([100, 2_000, 3_000]);
  });

  it('takes more than fits into one statement', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) =>
      exampleSpan({ name: `workload-${index}` }),
    );
    await write(...many);
    expect(await store.openIn('dev')).toHaveLength(2_500);
    const { workloads } = await store.read({
      ...all,
      workloads: many.map(keyOf),
    });
    expect(workloads).toHaveLength(2_500);
  });

  it('forgets what ended long ago, a part at a time', async () => {
    await store.write({
      workloads: [
        exampleSpan({ from: 1_000, to: 2_000 }),
        exampleSpan({ from: 2_000, to: 3_000 }),
        exampleSpan({ from: 3_000, to: 9_000 }),
        exampleSpan({ from: 9_000 }),
      ],
      observed: [
        { cluster: 'dev', from: 0, to: 4_000 },
        { cluster: 'dev', from: 4_000, to: 9_000 },
      ],
    });
    expect(await store.forgetBefore(5_000, 1)).toBe(2);
    expect(await store.forgetBefore(5_000, 10)).toBe(1);
    expect(await store.forgetBefore(5_000, 10)).toBe(0);
    const { observed, workloads } = await store.read(all);
    expect(workloads.map(({ from }) => from)).toEqual([9_000, 3_000]);
    expect(observed).toHaveLength(1);
  });
});
