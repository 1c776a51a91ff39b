import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { readFile } from 'node:fs/promises';
import { exampleOperation } from '../store/exampleOperation';
import { DatabaseOperationStore } from '../store/DatabaseOperationStore';
import { AuditTrail } from './AuditTrail';
import { LoopbackBucket } from './__testUtils__/LoopbackBucket';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('AuditTrail', () => {
  const directory = createMockDirectory();
  const dana = { type: 'user', entityRef: 'user:default/dana' } as const;
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
  });

  async function setUp(audit?: object, more?: JsonObject) {
    const database = mockServices.database({ knex });
    const auditor = mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    });
    const trail = await AuditTrail.fromConfig(
      mockServices.rootConfig({
        data: audit ? { ...more, groundcrew: { operations: { audit } } } : {},
      }),
      { database, auditor, logger: mockServices.logger.mock() },
    );
    const store = await DatabaseOperationStore.create({
      database,
      onAudited: rows => trail.appended(rows),
    });
    const submit = async (id: string) =>
      await store.insert(exampleOperation({ id }), [
        { event: 'submitted', actor: dana, facts: { phase: 'queued' } },
      ]);
    return { auditor, submit, trail };
  }

  it('anchors as config says, once more when it stops', async () => {
    const { submit, trail } = await setUp({
      keys: [{ id: 'a', secret: 'a'.repeat(32) }],
      file: directory.resolve('anchors.jsonl'),
    });
    const scheduler = mockServices.scheduler.mock();
    await trail.start({ scheduler });
    // Nothing is forgotten unless config says so.
    expect(scheduler.scheduleTask).not.toHaveBeenCalled();
    await submit('op-1');
    await submit('op-2');
    await trail.stop();
    expect(
      JSON.parse(await readFile(directory.resolve('anchors.jsonl'), 'utf8')),
    ).toEqual({
      sequence: 2,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      at: expect.any(String),
      keyId: 'a',
      hmac: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await trail.verify()).toEqual({
      whole: true,
      rows: 2,
      faults: [],
      anchoredUpTo: 2,
      blindSpot: undefined,
      verifiedAt: expect.any(String),
    });
    const rows = [];
    for await (const row of trail.rows({ operationId: 'op-2' })) {
      rows.push(row);
    }
    expect(rows).toEqual([
      expect.objectContaining({
        sequence: 2,
        operationId: 'op-2',
        event: 'submitted',
        actor: dana,
        facts: { phase: 'queued' },
      }),
    ]);
  });

  it('anchors in a file and in a bucket at once', async () => {
    const bucket = await LoopbackBucket.start();
    try {
      const { aws, groundcrew } = bucket.config();
      const { submit, trail } = await setUp(
        {
          ...groundcrew.operations.audit,
          file: directory.resolve('beside.jsonl'),
        },
        { aws },
      );
      await submit('op-1');
      await trail.start({ scheduler: mockServices.scheduler.mock() });
      await trail.stop();
      expect([...bucket.objects.values()]).toEqual([
        (await readFile(directory.resolve('beside.jsonl'), 'utf8')).trim(),
      ]);
      expect(await trail.verify()).toMatchObject({
        whole: true,
        anchoredUpTo: 1,
        blindSpot: undefined,
      });
    } finally {
      await bucket.stop();
    }
  });

  it('starts while the bucket is down', async () => {
    const bucket = await LoopbackBucket.start();
    const { aws, groundcrew } = bucket.config();
    await bucket.stop();
    const { submit, trail } = await setUp(groundcrew.operations.audit, { aws });
    await submit('op-1');
    await trail.start({ scheduler: mockServices.scheduler.mock() });
    await trail.stop();
    expect(await trail.verify()).toMatchObject({
      whole: true,
      blindSpot: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('forgets once a day what is older than it is to be kept', async () => {
    const { submit, trail } = await setUp({ keepFor: { milliseconds: 0 } });
    const scheduler = mockServices.scheduler.mock();
    await trail.start({ scheduler });
    await submit('op-1');
    await trail.stop();
    const [[task]] = scheduler.scheduleTask.mock.calls;
    expect(task).toMatchObject({ frequency: { days: 1 }, scope: 'global' });
    await task.fn(new AbortController().signal);
    const events = [];
    for await (const { event, sequence } of trail.rows()) {
      events.push([sequence, event]);
    }
    expect(events).toEqual([[2, 'trail-cut']]);
    expect((await trail.verify()).whole).toBe(true);
  });

  it('anchors what it is told of, every 100 rows', async () => {
    const { auditor, submit } = await setUp();
    for (let index = 1; index < 100; index += 1) {
      await submit(`op-${index}`);
    }
    expect(auditor.createEvent).not.toHaveBeenCalled();
    const anchored = new Promise(resolve =>
      auditor.createEvent.mockImplementation(async event => {
        resolve(event.meta);
        return { success: async () => {}, fail: async () => {} };
      }),
    );
    await submit('op-100');
    expect(await anchored).toMatchObject({ sequence: 100 });
  });
});
