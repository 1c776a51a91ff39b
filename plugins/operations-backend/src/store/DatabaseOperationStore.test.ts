import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { targetKey } from '@groundcrew/plugin-operations-common';
import type { Knex } from 'knex';
import type { OperationRecord } from '../engine/OperationRecord';
import { DatabaseOperationStore } from './DatabaseOperationStore';
import { exampleOperation } from './exampleOperation';
import type { AuditEntry } from './OperationStore';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const dana = { type: 'user', entityRef: 'user:default/dana' } as const;
const entry = (event: string): AuditEntry => ({
  event,
  actor: dana,
  facts: { phase: event },
});

describe.each(databases.eachSupportedId())(
  'DatabaseOperationStore on %s',
  id => {
    let knex: Knex;
    let store: DatabaseOperationStore;

    const storeOf = (holder: string) =>
      DatabaseOperationStore.create({
        database: mockServices.database({ knex }),
        holder,
      });

    beforeEach(async () => {
      knex = await databases.init(id);
      store = await storeOf('ours');
    });

    const submit = async (changes: Partial<OperationRecord> = {}) =>
      (await store.insert(exampleOperation(changes), [entry('submitted')]))
        .record;

    const begin = (record: OperationRecord, maxRunningInCluster?: number) =>
      store.write({
        next: { ...record, phase: 'running', startedAt: 1_800_000_001_000 },
        expectedRevision: record.revision,
        audit: [entry('running')],
        maxRunningInCluster,
      });

    const events = async () =>
      await knex('audit_rows').orderBy('sequence').pluck('event');

    it('reads what it kept, and knows nothing of others', async () => {
      const record = await submit({
        reason: 'a \u0000 and a \ud800',
        input: { replicas: 3 },
      });
      expect(await store.get('op-1')).toEqual(record);
      expect(await store.get('op-2')).toBeUndefined();
      expect(await store.activeIds()).toEqual(['op-1']);
    });

    it('refuses an id that is there already, without repeating the record', async () => {
      await submit();
      await expect(submit({ input: { token: 'hidden' } })).rejects.toThrow(
        /^Operation 'op-1' is there already/,
      );
      expect(await events()).toEqual(['submitted']);
    });

    it('keeps one of many that are asked for with one idempotency key', async () => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          store.insert(
            exampleOperation({ id: `op-${index}`, idempotencyKey: 'once' }),
            [entry('submitted')],
          ),
        ),
      );
      const inserted = answers.filter(answer => answer.inserted);
      expect(inserted).toHaveLength(1);
      expect(new Set(answers.map(({ record }) => record.id))).toEqual(
        new Set([inserted[0].record.id]),
      );
      expect(await events()).toEqual(['submitted']);
    });

    it('has a key for each actor, even where a person and an automation have one name', async () => {
      await submit({ idempotencyKey: 'once' });
      const automation = await submit({
        id: 'op-2',
        idempotencyKey: 'once',
        requestedBy: { type: 'automation', subject: dana.entityRef },
      });
      expect(automation.id).toBe('op-2');
    });

    it('writes the next revision, and tells whoever decided on an older one', async () => {
      const record = await submit();
      expect(await begin(record)).toEqual({
        outcome: 'written',
        record: expect.objectContaining({ phase: 'running', revision: 2 }),
      });
      expect(await begin(record)).toEqual({ outcome: 'outdated' });
      expect((await store.get('op-1'))?.revision).toBe(2);
      expect(await events()).toEqual(['submitted', 'running']);
    });

    it('writes nothing of what does not exist', async () => {
      await expect(begin(exampleOperation())).rejects.toThrow(
        "There is no operation 'op-1'",
      );
    });

    it('lets one of many begin on a target, and tells the others which', async () => {
      const records: OperationRecord[] = [];
      for (let index = 0; index < 50; index += 1) {
        records.push(await submit({ id: `op-${index}` }));
      }
      const outcomes = await Promise.all(records.map(record => begin(record)));
      const holder = await store.holderOf(
        'prod-eu/shop-checkout/Deployment/checkout',
      );
      expect(holder).toBeDefined();
      expect(
        outcomes.filter(({ outcome }) => outcome === 'written'),
      ).toHaveLength(1);
      expect(
        outcomes.filter(
          outcome => outcome.outcome === 'target-held' && outcome.by === holder,
        ),
      ).toHaveLength(49);
      expect(
        (await events()).filter(event => event === 'running'),
      ).toHaveLength(1);
    });

    it('gives a target to the next when the one before is over', async () => {
      const first = await submit();
      const second = await submit({ id: 'op-2' });
      const begun = await begin(first);
      expect(await begin(second)).toEqual({
        outcome: 'target-held',
        by: 'op-1',
      });
      await store.write({
        next: { ...first, phase: 'succeeded' },
        expectedRevision:
          begun.outcome === 'written' ? begun.record.revision : 0,
        audit: [],
      });
      expect(await begin(second)).toMatchObject({ outcome: 'written' });
      expect(await store.activeIds()).toEqual(['op-2']);
    });

    it('knows whose turn it is, whoever took the order', async () => {
      const web = exampleOperation().target;
      const cart = { ...web, name: 'cart' };
      const key = targetKey(web);
      const second = await submit({ id: 'op-2', requestedAt: 2_000 });
      const first = await submit({ id: 'op-1', requestedAt: 1_000 });
      await submit({ id: 'op-3', requestedAt: 3_000, target: cart });
      await submit({ id: 'op-0', requestedAt: 10, phase: 'succeeded' });
      await submit({ id: 'late', requestedAt: 20, wakeAt: 9_000 });
      const other = await storeOf('theirs');
      expect(await other.firstForTarget(key, 5_000)).toBe('op-1');
      expect(await other.firstForTarget(key, 9_000)).toBe('late');
      expect(await store.firstForCluster(web.cluster, 5_000)).toBe('op-1');
      expect(await store.firstForCluster('elsewhere', 5_000)).toBeUndefined();
      await begin(first);
      expect(await store.firstForTarget(key, 5_000)).toBe(second.id);
      // The others wait for their target, and not for room in the cluster.
      expect(await store.firstForCluster(web.cluster, 5_000)).toBe('op-3');
    });

    it('has the database itself refuse a second holder', async () => {
      await begin(await submit());
      await submit({ id: 'op-2' });
      await expect(
        knex('operations').where({ id: 'op-2' }).update({ holds_target: true }),
      ).rejects.toThrow(/unique/i);
    });

    it('counts what runs in a cluster', async () => {
      const on = (name: string, cluster = 'prod-eu') => ({
        id: name,
        target: { ...exampleOperation().target, name, cluster },
      });
      const parent = await submit(on('a'));
      await begin(parent, 2);
      await begin(await submit({ ...on('b'), parent: 'a' }), 2);
      const third = await submit(on('c'));
      expect(await begin(third, 2)).toEqual({
        outcome: 'cluster-full',
        running: 2,
      });
      expect(await begin(third, 3)).toMatchObject({ outcome: 'written' });
      expect(await begin(await submit(on('d', 'dev')), 1)).toMatchObject({
        outcome: 'written',
      });
      expect(
        (await store.startedSince('prod-eu', 1_800_000_001_000)).map(
          recent => recent.id,
        ),
      ).toEqual(['c', 'b', 'a']);
      expect(await store.startedSince('prod-eu', 1_800_000_001_001)).toEqual(
        [],
      );
    });

    it('tells of a recent operation what rules want to know', async () => {
      const record = await submit({ requestedBy: dana });
      await begin(record);
      const recent = {
        id: 'op-1',
        operation: 'kubernetes.restart',
        targetKey: 'prod-eu/shop-checkout/Deployment/checkout',
        requestedBy: dana,
        startedAt: 1_800_000_001_000,
      };
      expect(await store.startedSince('prod-eu', 0)).toEqual([recent]);
      const endedAt = 1_800_000_002_000;
      const { startedAt } = recent;
      await store.write({
        next: { ...record, phase: 'succeeded', startedAt, endedAt },
        expectedRevision: record.revision + 1,
        audit: [entry('succeeded')],
      });
      expect(await store.startedSince('prod-eu', 0)).toEqual([
        { ...recent, endedAt },
      ]);
    });

    describe('lists', () => {
      beforeEach(async () => {
        for (let index = 0; index < 7; index += 1) {
          await submit({
            id: `op-${index}`,
            // Some at the very same time.
            requestedAt: 1_000 + Math.floor(index / 3),
            parent: index % 2 ? 'op-0' : undefined,
            environment: index < 5 ? 'prod' : 'dev',
          });
        }
      });

      const ids = async (query: object) =>
        (await store.list({ limit: 100, ...query })).records.map(
          record => record.id,
        );

      it.each([
        ['everything', {}, 'op-6 op-5 op-4 op-3 op-2 op-1 op-0'],
        ['parts', { parent: 'op-0' }, 'op-5 op-3 op-1'],
        ['some ids', { ids: ['op-2', 'op-5', 'op-9'] }, 'op-5 op-2'],
        ['no ids', { ids: [] }, ''],
        ['an environment', { environments: ['dev'] }, 'op-6 op-5'],
        ['clusters', { clusters: ['dev', 'prod-eu'], from: 1_002 }, 'op-6'],
        ['a time', { from: 1_001, to: 1_002 }, 'op-5 op-4 op-3'],
        ['an entity', { entityRef: 'component:default/other' }, ''],
        ['a verb', { operations: ['kubernetes.scale'] }, ''],
        ['phases', { phases: ['queued'], to: 1_001 }, 'op-2 op-1 op-0'],
        ['an actor', { actor: dana.entityRef, from: 1_002 }, 'op-6'],
      ])('%s', async (_, query, expected) => {
        expect((await ids(query)).join(' ')).toBe(expected);
      });

      it('page by page, while more are asked for', async () => {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.list({ limit: 2, cursor });
          seen.push(...page.records.map(record => record.id));
          cursor = page.nextCursor;
          await submit({ id: `new-${seen.length}`, requestedAt: 2_000 });
        } while (cursor);
        expect(seen.join(' ')).toBe('op-6 op-5 op-4 op-3 op-2 op-1 op-0');
      });

      it('refuses a cursor of somebody else', async () => {
        await expect(store.list({ limit: 2, cursor: 'x' })).rejects.toThrow(
          'not one of ours',
        );
      });
    });

    describe('claims', () => {
      const forMs = 60_000;

      it('go to one of many that ask at once', async () => {
        await submit();
        const stores = await Promise.all(
          Array.from({ length: 8 }, (_, index) => storeOf(`holder ${index}`)),
        );
        const claims = await Promise.all(
          stores.map(other => other.claim('op-1', forMs)),
        );
        expect(claims.filter(Boolean)).toEqual([
          { operationId: 'op-1', fencing: 1 },
        ]);
      });

      it('are held on by the same holder under the same number', async () => {
        await submit();
        await store.claim('op-1', forMs);
        expect(await store.claim('op-1', forMs)).toMatchObject({ fencing: 1 });
        expect(await store.claim('unknown', forMs)).toBeUndefined();
      });

      it('are free after they were given back', async () => {
        await submit();
        await store.release((await store.claim('op-1', forMs))!);
        const theirs = await storeOf('theirs');
        expect(await theirs.claim('op-1', forMs)).toMatchObject({ fencing: 2 });
      });

      it.each([
        ['its time is over', { claim_expires_at: 1 }],
        [
          'the clock was set back by a day',
          {
            claimed_at: Date.now() + 86_400_000,
            claim_expires_at: Date.now() + 86_400_000 + forMs,
          },
        ],
      ])(
        'are lost when %s and somebody else asks: nothing can be written with them',
        async (_, changes) => {
          const record = await submit();
          const claim = (await store.claim('op-1', forMs))!;
          await knex('operations').where({ id: 'op-1' }).update(changes);
          const theirs = await storeOf('theirs');
          const taken = (await theirs.claim('op-1', forMs))!;
          expect(taken.fencing).toBe(2);

          const write = {
            next: { ...record, phaseReason: 'from the past' },
            expectedRevision: 1,
            audit: [entry('late')],
            claim,
          };
          expect(await store.write(write)).toEqual({ outcome: 'claim-lost' });
          await store.release(claim);
          expect(await store.claim('op-1', forMs)).toBeUndefined();
          expect(await theirs.write({ ...write, claim: taken })).toMatchObject({
            outcome: 'written',
          });
        },
      );

      it('ends those of processes that are gone, and no claim of its own', async () => {
        const theirs = await storeOf('theirs');
        const record = await submit();
        await submit({ id: 'op-2', target: { ...record.target, name: 'web' } });
        const lost = (await store.claim('op-1', forMs))!;
        await theirs.claim('op-2', forMs);
        await theirs.endClaimsOfOthers();
        expect(await store.claim('op-2', forMs)).toBeUndefined();
        const written = await store.write({
          next: record,
          expectedRevision: record.revision,
          audit: [entry('late')],
          claim: lost,
        });
        expect(written).toEqual({ outcome: 'claim-lost' });
        expect(await theirs.claim('op-1', forMs)).toMatchObject({ fencing: 2 });
      });

      it('that ran out cannot be written with, even while nobody else asks', async () => {
        const record = await submit();
        const claim = (await store.claim('op-1', forMs))!;
        await knex('operations').update({ claim_expires_at: 1 });
        expect(
          await store.write({
            next: record,
            expectedRevision: 1,
            audit: [],
            claim,
          }),
        ).toEqual({ outcome: 'claim-lost' });
      });

      it('outlive a clock that is trimmed by a second', async () => {
        await submit();
        await store.claim('op-1', forMs);
        await knex('operations').increment('claimed_at', 1_000);
        const theirs = await storeOf('theirs');
        expect(await theirs.claim('op-1', forMs)).toBeUndefined();
      });
    });

    it('tells of audit rows that are kept, and of no others', async () => {
      const told: string[] = [];
      store = await DatabaseOperationStore.create({
        database: mockServices.database({ knex }),
        onAudited: rows => told.push(...rows.map(row => row.event)),
      });
      const record = await submit();
      await store.write({
        next: record,
        expectedRevision: 7,
        audit: [entry('outdated')],
      });
      expect(told).toEqual(['submitted']);
    });

    it("reads the database's clock", async () => {
      expect(Math.abs((await store.now()) - Date.now())).toBeLessThan(60_000);
    });

    it('takes its tables away again', async () => {
      await knex.migrate.rollback({
        directory: `${__dirname}/../../migrations`,
      });
      for (const table of [
        'operations',
        'audit_rows',
        'audit_head',
        'audit_anchors',
      ]) {
        expect(await knex.schema.hasTable(table)).toBe(false);
      }
    });
  },
);
