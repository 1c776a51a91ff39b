import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Change } from '@groundcrew/plugin-faults-common';
import type { Knex } from 'knex';
import { openFaultsDatabase } from '../database/openFaultsDatabase';
import { DatabaseChangeStore } from './DatabaseChangeStore';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const NOON = Date.parse('2026-01-01T12:00:00Z');
const change = (
  key: string,
  minute: number,
  {
    object,
    ...rest
  }: Partial<Omit<Change, 'object'>> & { object?: object } = {},
) => ({
  key,
  change: {
    at: new Date(NOON + minute * 60_000).toISOString(),
    kind: 'release' as const,
    action: 'modified' as const,
    message: 'Image of container `app` changed from 1 to 2',
    by: 'helm',
    ...rest,
    object: {
      cluster: 'dev',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'cart',
      ...object,
    },
  },
});
const all = { cluster: 'dev', from: 0, to: NOON * 2 };

describe.each(databases.eachSupportedId())('DatabaseChangeStore on %s', id => {
  let knex: Knex;
  let store: DatabaseChangeStore;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openFaultsDatabase(mockServices.database({ knex }));
    store = DatabaseChangeStore.create({ knex });
  });

  const keys = async (query: object = {}) =>
    (await store.list({ ...all, ...query })).map(({ key }) => key);

  it('reads what it kept, the newest first', async () => {
    const node = change('node', 3, {
      kind: 'node',
      by: undefined,
      operationId: 'op-1',
      object: { kind: 'Node', namespace: undefined, name: 'node-a' },
    });
    await store.append([change('first', 1), node]);
    const { by: _, ...ofNode } = node.change;
    expect(await store.list(all)).toEqual([
      {
        key: 'node',
        change: {
          ...ofNode,
          object: { cluster: 'dev', kind: 'Node', name: 'node-a' },
        },
      },
      change('first', 1),
    ]);
  });

  it('keeps each once, whoever tells of it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        store.append([change('a', 1), change('b', 2), change('b', 2)]),
      ),
    );
    expect(answers.reduce((sum, added) => sum + added, 0)).toBe(2);
    expect(await keys()).toEqual(['b', 'a']);
    expect(await store.append([])).toBe(0);
  });

  it('finds by cluster, time, namespace and object', async () => {
    await store.append([
      change('cart', 1),
      change('early', -60),
      change('elsewhere', 1, { object: { cluster: 'prod' } }),
      change('other', 2, { object: { name: 'shop' } }),
      change('far', 3, { object: { namespace: 'other' } }),
      change('node', 4, {
        object: { kind: 'Node', namespace: undefined, name: 'node-a' },
      }),
    ]);
    expect(await keys({ from: NOON, to: NOON + 120_000 })).toEqual([
      'other',
      'cart',
    ]);
    expect(await keys({ from: NOON + 60_000, to: NOON + 60_000 })).toEqual([
      'cart',
    ]);
    expect(await keys({ from: NOON, namespaces: ['other', ''] })).toEqual([
      'node',
      'far',
    ]);
    expect(
      await keys({
        from: NOON,
        refs: [
          { kind: 'Node', name: 'node-a' },
          { kind: 'Deployment', namespace: 'shop', name: 'cart' },
        ],
      }),
    ).toEqual(['node', 'cart']);
    expect(await keys({ refs: [] })).toEqual([]);
    expect(await keys({ limit: 2 })).toEqual(['node', 'far']);
    expect(await keys({ cluster: 'prod' })).toEqual(['elsewhere']);
  });

  it('takes many at once, and looks for many', async () => {
    const many = Array.from({ length: 600 }, (_, index) =>
      change(`${index}`, index, { object: { name: `w-${index}` } }),
    );
    expect(await store.append(many)).toBe(600);
    const refs = many.map(each => each.change.object);
    expect(await keys({ refs, limit: 1_000 })).toHaveLength(600);
    expect(await keys({ refs, limit: 3 })).toEqual(['599', '598', '597']);
  });

  it('keeps what no database likes', async () => {
    await store.append([
      change('odd', 1, {
        message: 'a \u0000 and a \ud800 half; drop table changes',
        by: '',
        object: { name: "x'; --" },
      }),
    ]);
    expect(await store.list(all)).toMatchObject([
      {
        change: {
          message: 'a \ufffd and a \ufffd half; drop table changes',
          by: '',
          object: { name: "x'; --" },
        },
      },
    ]);
  });

  it('lets go of what is old, and of what is too much', async () => {
    await store.append([
      change('old', -10),
      ...['a', 'b', 'c', 'd'].map(key => change(key, 1)),
      change('newest', 2),
      change('prod', 1, { object: { cluster: 'prod' } }),
    ]);
    expect(await store.prune({ before: NOON, maxPerCluster: 3 })).toBe(3);
    expect(await keys()).toEqual(['newest', 'd', 'c']);
    expect(await keys({ cluster: 'prod' })).toEqual(['prod']);
    expect(await store.prune({ before: NOON, maxPerCluster: 3 })).toBe(0);
  });

  it('can be taken back', async () => {
    await knex.migrate.rollback(
      {
        directory: require('node:path').resolve(__dirname, '../../migrations'),
      },
      true,
    );
    expect(await knex.schema.hasTable('changes')).toBe(false);
  });
});
