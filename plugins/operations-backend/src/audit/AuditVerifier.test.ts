import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { DatabaseOperationStore } from '../store/DatabaseOperationStore';
import { AnchorFile } from './AnchorFile';
import { AnchorSigner } from './AnchorSigner';
import { AuditAnchorer } from './AuditAnchorer';
import { AuditRetention } from './AuditRetention';
import { AuditVerifier } from './AuditVerifier';
import { DatabaseAuditTrail } from './DatabaseAuditTrail';
import {
  coverUps,
  readTables,
  tamperings,
  writeTables,
  type TrailTables,
} from './__testUtils__/tampering';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const directory = createMockDirectory();
let files = 0;
const keys = [{ id: 'a', secret: 'a'.repeat(32) }];
const copyOf = (contents: TrailTables): TrailTables =>
  JSON.parse(JSON.stringify(contents));

describe.each(databases.eachSupportedId())('AuditVerifier on %s', id => {
  let knex: Knex;
  let trail: DatabaseAuditTrail;

  beforeEach(async () => {
    knex = await databases.init(id);
    await DatabaseOperationStore.create({
      database: mockServices.database({ knex }),
    });
    trail = DatabaseAuditTrail.create({ knex });
  });

  /** What a backend that has just started has. */
  async function start(options: { keys?: typeof keys; path?: string } = {}) {
    const signer = AnchorSigner.create(options.keys ?? []);
    const file = options.path
      ? await AnchorFile.create(options.path)
      : undefined;
    const logger = mockServices.logger.mock();
    const auditor = mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    });
    const parts = { trail, signer, file, auditor, logger };
    const anchorer = AuditAnchorer.create(parts);
    const verifier = AuditVerifier.create({ ...parts, anchorer });
    const retentionFor = (keepForMs: number) =>
      AuditRetention.create({ ...parts, anchorer, verifier, keepForMs });
    return { anchorer, verifier, retentionFor, logger };
  }

  const newPath = () => {
    files += 1;
    return directory.resolve(`anchors-${files}.jsonl`);
  };

  async function record(count: number) {
    for (let index = 0; index < count; index += 1) {
      await trail.record({
        operationId: `op-${index % 3}`,
        event: 'step-done',
        actor: { type: 'user', entityRef: 'user:default/dana' },
        facts: { phase: 'running', attempt: index, message: `é "${index}"` },
      });
    }
  }

  it('finds an untouched trail whole', async () => {
    const { anchorer, verifier } = await start({ keys, path: newPath() });
    expect(await verifier.verify()).toEqual({
      whole: true,
      rows: 0,
      faults: [],
      anchoredUpTo: 0,
      blindSpot: undefined,
      verifiedAt: expect.any(String),
    });
    await record(5);
    await anchorer.anchor();
    expect(await verifier.verify()).toMatchObject({
      whole: true,
      rows: 5,
      anchoredUpTo: 5,
      blindSpot: undefined,
    });
    await record(2);
    expect(await verifier.verify()).toMatchObject({
      whole: true,
      rows: 7,
      anchoredUpTo: 5,
      blindSpot: expect.stringContaining('Rows 6 to 7 are later'),
    });
  });

  it('reads more rows than fit in memory at a time', async () => {
    const head = { sequence: 0, hash: '0'.repeat(64) };
    await knex.transaction(async transaction => {
      let end = head;
      for (let batch = 0; batch < 25; batch += 1) {
        const rows = await trail.append(
          transaction,
          end,
          0,
          Array.from({ length: 50 }, (_, index) => ({
            operationId: `op-${index % 2}`,
            event: 'step-done',
            actor: { type: 'automation' as const, subject: 'plugin:a' },
            facts: {},
          })),
        );
        end = rows[rows.length - 1];
      }
    });
    const { verifier } = await start();
    expect(await verifier.verify()).toMatchObject({ whole: true, rows: 1_250 });
    const sequences: number[] = [];
    for await (const row of trail.rows({
      operationId: 'op-1',
      after: 10,
      upTo: 16,
    })) {
      sequences.push(row.sequence);
    }
    expect(sequences).toEqual([12, 14, 16]);
  });

  it.each<
    [string, { keys?: typeof keys; inFile?: boolean; restarted?: boolean }]
  >([
    ['a file and a key', { keys, inFile: true, restarted: true }],
    ['a file alone', { inFile: true, restarted: true }],
    ['a key, in the process that anchored', { keys }],
    ['the process that anchored alone', {}],
  ])('detects every tampering with %s', async (_, setting) => {
    const options = {
      keys: setting.keys,
      path: setting.inFile ? newPath() : undefined,
    };
    const first = await start(options);
    await record(4);
    await first.anchorer.anchor();
    await record(5);
    await first.anchorer.anchor();
    const { verifier } = setting.restarted ? await start(options) : first;
    const original = await readTables(knex);

    await fc.assert(
      fc.asyncProperty(
        fc.array(tamperings, { minLength: 1, maxLength: 2 }),
        coverUps,
        async (steps, coverUp) => {
          const contents = copyOf(original);
          for (const step of [...steps, coverUp]) {
            if (contents.rows.length > 2) {
              step(contents);
            }
          }
          await writeTables(knex, contents);
          const kept = await readTables(knex);
          const { anchoredUpTo, blindSpot, faults, whole } =
            await verifier.verify();
          const isSame = (one: unknown, other: unknown) =>
            JSON.stringify(one) === JSON.stringify(other);
          const hasMore = kept.rows.length > 9;
          const mistakes = {
            escaped: whole && !isSame(kept.rows.slice(0, 9), original.rows),
            headEscaped: whole && !hasMore && !isSame(kept.head, original.head),
            // Somebody may have added to the end: until the next anchor that looks as if we did.
            notSaid: hasMore && !blindSpot?.includes('later than the last'),
            vouchedForTooMuch: whole && anchoredUpTo !== 9,
            falseAlarm: !whole && isSame(kept, original),
            withoutReason: whole !== (faults.length === 0),
          };
          expect(Object.entries(mistakes).filter(([, made]) => made)).toEqual(
            [],
          );
        },
      ),
      { numRuns: 80 },
    );
  });

  it.each<[string, (contents: TrailTables) => void, string]>([
    [
      'an edited row',
      ({ rows }) => {
        rows[3].event = 'approved';
      },
      '4: It is not what it was when it was written',
    ],
    [
      'a deleted row',
      ({ rows }) => {
        rows.splice(3, 1);
      },
      '4: Row 5 comes after row 3',
    ],
    [
      'the first rows gone',
      ({ rows }) => {
        rows.splice(0, 3);
      },
      '1: Rows 1 to 3 are gone, and not by our retention',
    ],
    [
      'everything gone',
      contents => {
        contents.rows = [];
        contents.anchors = [];
        contents.head[0] = { id: 1, sequence: 0, hash: '0'.repeat(64) };
      },
      '1: It is gone: row 6 was anchored at',
    ],
    [
      'a forged anchor',
      ({ anchors }) => {
        anchors[0].hash = 'f'.repeat(64);
      },
      '6: The anchor of .* is forged',
    ],
    [
      'a row in another place',
      ({ rows }) => {
        rows[3].sequence = 9;
      },
      '4: Row 5 comes after row 3',
    ],
    [
      'a lost head',
      ({ head }) => {
        head.length = 0;
      },
      '7: The head of the trail is gone',
    ],
  ])('says where: %s', async (_, tamper, expected) => {
    const { anchorer, verifier } = await start({ keys, path: newPath() });
    await record(6);
    await anchorer.anchor();
    const contents = await readTables(knex);
    tamper(contents);
    await writeTables(knex, contents);
    const { faults, whole } = await verifier.verify();
    expect(whole).toBe(false);
    expect(`${faults[0].sequence}: ${faults[0].message}`).toMatch(
      new RegExp(`^${expected}`),
    );
  });

  describe('says what could have escaped it', () => {
    /** Removes the last rows together with their anchor, as whoever can write to the database may. */
    async function removeTheEnd() {
      const contents = await readTables(knex);
      contents.rows.splice(4);
      contents.anchors = contents.anchors.filter(
        ({ sequence }) => Number(sequence) <= 4,
      );
      contents.head[0] = {
        id: 1,
        sequence: 4,
        hash: contents.rows[3].hash,
      };
      await writeTables(knex, contents);
    }

    it.each([
      ['neither key nor file', undefined, 0, 'replaced all rows and anchors'],
      ['a key alone', keys, 4, 'The last rows could have been removed'],
    ])('after a restart with %s', async (_, key, anchoredUpTo, blindSpot) => {
      const { anchorer, verifier } = await start({ keys: key });
      await record(4);
      await anchorer.anchor();
      await record(2);
      await anchorer.anchor();
      await removeTheEnd();
      expect((await verifier.verify()).whole).toBe(false);

      const restarted = await start({ keys: key });
      expect(await restarted.verifier.verify()).toMatchObject({
        whole: true,
        anchoredUpTo,
        blindSpot: expect.stringContaining(blindSpot),
      });
    });
  });

  describe('with retention', () => {
    it.each([
      ['a key and a file', keys, true],
      ['neither', undefined, false],
    ])('stays whole when old rows are cut, with %s', async (_, key, inFile) => {
      const options = { keys: key, path: inFile ? newPath() : undefined };
      const { anchorer, retentionFor, verifier } = await start(options);
      const retention = retentionFor(0);
      expect(await retention.cut()).toBe(0);
      await record(4);
      await anchorer.anchor();
      await record(3);
      expect(await retentionFor(3_600_000).cut()).toBe(0);
      expect(await retention.cut()).toBe(4);
      // Rows 5 to 7, and the one that says so.
      expect(await verifier.verify()).toMatchObject({ whole: true, rows: 4 });
      expect(await retention.cut()).toBe(4);
      await record(2);
      const restarted = await start(options);
      expect(await restarted.verifier.verify()).toMatchObject({
        whole: true,
        rows: 3,
        anchoredUpTo: key ? 9 : 0,
      });
    });

    it('cuts nothing of a trail that is not whole', async () => {
      const { anchorer, logger, retentionFor } = await start({ keys });
      await record(4);
      await anchorer.anchor();
      await knex('audit_rows').where({ sequence: 2 }).update({ event: 'x' });
      expect(await retentionFor(0).cut()).toBe(0);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining('not whole from row 2 on'),
      );
      expect((await readTables(knex)).rows).toHaveLength(4);
    });

    it('leaves a whole trail when it is killed before it cuts', async () => {
      const { anchorer, retentionFor, verifier } = await start({ keys });
      await record(4);
      await anchorer.anchor();
      const cut = jest
        .spyOn(trail, 'cut')
        .mockRejectedValueOnce(new Error('killed'));
      await expect(retentionFor(0).cut()).rejects.toThrow('killed');
      cut.mockRestore();
      expect(await verifier.verify()).toMatchObject({ whole: true, rows: 5 });
      expect(await retentionFor(0).cut()).toBe(5);
      expect(await verifier.verify()).toMatchObject({ whole: true, rows: 1 });
    });
  });

  it('stays whole while the clock is set back', async () => {
    const { anchorer, verifier } = await start({ keys });
    const now = Date.now();
    const recordAt = (at: number) =>
      knex.transaction(async transaction => {
        const head = await trail.lockHead(transaction);
        await trail.append(transaction, head, at, [
          {
            operationId: 'op-1',
            event: 'step-done',
            actor: { type: 'automation', subject: 'plugin:a' },
            facts: {},
          },
        ]);
      });
    for (const at of [now, now - 86_400_000, now]) {
      await recordAt(at);
      await anchorer.anchor();
    }
    expect(await verifier.verify()).toMatchObject({
      whole: true,
      anchoredUpTo: 3,
    });
  });

  it('verifies while rows are added', async () => {
    const { anchorer, verifier } = await start({ keys });
    const [, ...verifications] = await Promise.all([
      record(40),
      verifier.verify(),
      anchorer.anchor().then(() => verifier.verify()),
      verifier.verify(),
    ]);
    expect(verifications.map(({ whole }) => whole)).toEqual([true, true, true]);
  });
});
