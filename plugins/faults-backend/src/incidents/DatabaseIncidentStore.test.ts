import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openFaultsDatabase } from '../database/openFaultsDatabase';
import { DatabaseIncidentStore } from './DatabaseIncidentStore';
import { exampleIncident } from './__testUtils__/exampleIncident';
import type { IncidentEntry } from './IncidentRecord';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const entry = (kind: IncidentEntry['kind']): IncidentEntry => ({
  at: 1_000,
  kind,
  message: `it was ${kind}`,
});

describe.each(databases.eachSupportedId())(
  'DatabaseIncidentStore on %s',
  id => {
    let knex: Knex;
    let store: DatabaseIncidentStore;

    beforeEach(async () => {
      knex = await databases.init(id);
      await openFaultsDatabase(mockServices.database({ knex }));
      store = DatabaseIncidentStore.create({ knex });
    });

    const open = async (changes: Parameters<typeof exampleIncident>[0] = {}) =>
      (await store.open(exampleIncident(changes), [entry('opened')]))!;

    it('keeps an incident and its history', async () => {
      const incident = await open();
      expect(await store.get(incident.id)).toEqual(incident);
      expect(await store.entriesOf(incident.id)).toEqual([entry('opened')]);
      expect(await store.get(incident.id + 1)).toBeUndefined();
    });

    it('opens one of a cause at a time, and another one when that is over', async () => {
      const first = await open();
      expect(await store.open(exampleIncident(), [])).toBeUndefined();
      await store.write({ ...first, phase: 'resolved', resolvedAt: 9 }, []);
      expect((await open()).id).not.toBe(first.id);
      // The first may not come back beside the second.
      const before = (await store.get(first.id))!;
      expect(
        await store.write({ ...before, resolvedAt: undefined }, []),
      ).toBeUndefined();
    });

    it('writes what is based on the latest revision, and nothing else', async () => {
      const incident = await open();
      const written = await store.write(
        { ...incident, phase: 'acknowledged', entities: ['component:a/b'] },
        [entry('acknowledged')],
      );
      expect(written).toMatchObject({ revision: 2, phase: 'acknowledged' });
      expect(
        await store.write({ ...incident, phase: 'resolved' }, [
          entry('resolved'),
        ]),
      ).toBeUndefined();
      expect(await store.get(incident.id)).toEqual(written);
      expect(
        (await store.entriesOf(incident.id)).map(({ kind }) => kind),
      ).toEqual(['opened', 'acknowledged']);
    });

    it('gives those of a cluster: open ones, and those that ended not long ago, the last first', async () => {
      const [a, b, c] = [
        await open({ key: 'a' }),
        await open({ key: 'b', phase: 'resolved', resolvedAt: 5_000 }),
        await open({ key: 'c', phase: 'resolved', resolvedAt: 6_000 }),
      ];
      await open({ key: 'd', phase: 'resolved', resolvedAt: 1_000 });
      const dismissed = await open({
        key: 'f',
        phase: 'resolved',
        resolvedAt: 500,
        causeStands: true,
      });
      await open({ key: 'e', cluster: 'prod' });
      const { current, recent } = await store.ofCluster('dev', 1_000);
      expect(current.map(each => each.id)).toEqual([a.id]);
      expect(recent.map(each => each.id)).toEqual([dismissed.id, c.id, b.id]);
      expect((await store.clustersWithCurrent()).sort()).toEqual([
        'dev',
        'prod',
      ]);
    });

    it.each<[string, object, string[]]>([
      ['all, the newest first', {}, ['c', 'b', 'a']],
      ['those that are over', { isResolved: true }, ['b']],
      ['those that are not', { isResolved: false }, ['c', 'a']],
      ['a phase', { phases: ['open'] }, ['c', 'a']],
      ['a severity', { severities: ['P0'] }, ['c']],
      ['a cluster', { clusters: ['prod'] }, ['c']],
      ['an environment', { environments: ['staging'] }, ['b']],
      ['none of the clusters', { clusters: [] }, []],
      ['a fault', { faults: ['application-crash'] }, ['c', 'b', 'a']],
      ['an entity', { entityRef: 'component:default/cart' }, ['b', 'a']],
      ['an assignee', { assignee: 'user:default/dana' }, ['c']],
      ['those that were open then', { from: 5_000 }, ['c', 'a']],
      ['those that opened before', { to: 3_000 }, ['b', 'a']],
    ])('lists %s', async (_, query, expected) => {
      await open({
        key: 'a',
        openedAt: 1_000,
        entities: ['component:default/cart'],
      });
      await open({
        key: 'b',
        openedAt: 2_000,
        phase: 'resolved',
        resolvedAt: 4_000,
        environment: 'staging',
        entities: ['component:default/cart', 'component:default/web'],
      });
      await open({
        key: 'c',
        openedAt: 3_000,
        cluster: 'prod',
        severity: 'P0',
        assignee: 'user:default/dana',
      });
      const { records } = await store.list({ limit: 10, ...query });
      expect(records.map(({ key }) => key)).toEqual(expected);
    });

    it('goes on where a page ended, also among those of the same time', async () => {
      for (const key of ['a', 'b', 'c', 'd', 'e']) {
        await open({ key, openedAt: 1_000 });
      }
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({ limit: 2, cursor });
        seen.push(...page.records.map(({ key }) => key));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
      await expect(store.list({ limit: 2, cursor: 'x' })).rejects.toThrow(
        /begin again/,
      );
    });

    it('outlines what is counted, without those that became a part of others', async () => {
      const first = await open({ key: 'a', openedAt: 2_000 });
      await open({
        key: 'b',
        openedAt: 3_000,
        phase: 'resolved',
        resolvedAt: 4_000,
        mergedInto: first.id,
      });
      await open({
        key: 'c',
        openedAt: 3_000,
        phase: 'resolved',
        resolvedAt: 4_000,
        acknowledgedAt: 3_500,
        reopened: 2,
      });
      expect(await store.mergedInto(first.id)).toHaveLength(1);
      expect(await store.outlines(2_000)).toEqual([
        {
          fault: 'application-crash',
          detector: 'crash',
          title: 'It crashes',
          cluster: 'dev',
          namespace: 'shop',
          openedAt: 3_000,
          resolvedAt: 4_000,
          reopened: 2,
          isAcknowledged: true,
        },
      ]);
    });

    it('forgets what is long over, with its history', async () => {
      const old = await open({ phase: 'resolved', resolvedAt: 1_000 });
      const kept = await open({
        key: 'b',
        phase: 'resolved',
        resolvedAt: 2_000,
      });
      await open({ key: 'c' });
      expect(await store.forget(2_000)).toBe(1);
      expect(await store.get(old.id)).toBeUndefined();
      expect(await store.entriesOf(old.id)).toEqual([]);
      expect(await store.get(kept.id)).toBeDefined();
    });

    it('goes back to how it was before', async () => {
      await knex.migrate.rollback(
        {
          directory: `${__dirname}/../../migrations`,
        },
        true,
      );
      expect(await knex.schema.hasTable('incidents')).toBe(false);
      expect(await knex.schema.hasTable('mutes')).toBe(false);
    });
  },
);
