import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { DatabaseOperationStore } from '../store/DatabaseOperationStore';
import { AnchorBucket } from './AnchorBucket';
import { AnchorFile } from './AnchorFile';
import type { AnchorKeeper } from './AnchorKeeper';
import { AnchorSigner } from './AnchorSigner';
import { AuditAnchorer } from './AuditAnchorer';
import { AuditRetention } from './AuditRetention';
import { AuditVerifier } from './AuditVerifier';
import { DatabaseAuditTrail } from './DatabaseAuditTrail';
import { LoopbackBucket } from './__testUtils__/LoopbackBucket';
import {
  coverUps,
  readTables,
  rechain,
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
interface StartOptions {
  keys?: typeof keys;
  /** Of a file of anchors. */
  path?: string;
  bucket?: LoopbackBucket;
}
const copyOf = (contents: TrailTables): TrailTables =>
  JSON.parse(JSON.stringify(contents));

describe.each(databases.eachSupportedId())('AuditVerifier on %s', id => {
  let knex: Knex;
  let trail: DatabaseAuditTrail;
  let bucket: LoopbackBucket;

  beforeAll(async () => {
    bucket = await LoopbackBucket.start();
  });

  afterAll(async () => {
    await bucket.stop();
  });

  beforeEach(async () => {
    knex = await databases.init(id);
    await DatabaseOperationStore.create({
      database: mockServices.database({ knex }),
    });
    trail = DatabaseAuditTrail.create({ knex });
    bucket.objects.clear();
    bucket.failure = undefined;
  });

  /** What a backend that has just started has. */
  async function start(options: StartOptions = {}) {
    const signer = AnchorSigner.create(options.keys ?? []);
    const keepers: AnchorKeeper[] = [];
    if (options.path) {
      keepers.push(await AnchorFile.create(options.path));
    }
    if (options.bucket) {
      const data = options.bucket.config();
      keepers.push(AnchorBucket.fromConfig(mockServices.rootConfig({ data })));
    }
    const logger = mockServices.logger.mock();
    const auditor = mockServices.auditor.mock({
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    });
    const parts = { trail, signer, keepers, auditor, logger };
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
    [
      string,
      {
        keys?: typeof keys;
        inFile?: boolean;
        inBucket?: boolean;
        restarted?: boolean;
      },
    ]
  >([
    ['a bucket and a key', { keys, inBucket: true, restarted: true }],
    ['a bucket alone', { inBucket: true, restarted: true }],
    ['a file and a key', { keys, inFile: true, restarted: true }],
    ['a file alone', { inFile: true, restarted: true }],
    ['a key, in the process that anchored', { keys }],
    ['the process that anchored alone', {}],
  ])(
    'detects every tampering with %s',
    async (_, setting) => {
      const options = {
        keys: setting.keys,
        path: setting.inFile ? newPath() : undefined,
        bucket: setting.inBucket ? bucket : undefined,
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
              headEscaped:
                whole && !hasMore && !isSame(kept.head, original.head),
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
        // Requests take their time.
        { numRuns: setting.inBucket ? 30 : 80 },
      );
    },
    60_000,
  );

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

  describe('with anchors in a bucket', () => {
    /** Other rows, a head and anchors that fit: all that whoever can write to the database can do. */
    async function rewriteAll(rewrite: (contents: TrailTables) => void) {
      const contents = await readTables(knex);
      rewrite(contents);
      rechain(contents);
      contents.anchors = contents.rows.slice(-1).map(({ sequence, hash }) => ({
        ...contents.anchors[0],
        sequence,
        hash,
        key_id: null,
        hmac: null,
      }));
      await writeTables(knex, contents);
    }

    it.each<[string, (contents: TrailTables) => void, RegExp]>([
      [
        'an edited row',
        ({ rows }) => {
          rows[1].event = 'approved';
        },
        /not the row that was anchored/,
      ],
      [
        'fewer rows',
        ({ rows }) => {
          rows.splice(3);
        },
        /It is gone: row 4 was anchored/,
      ],
      [
        'more rows',
        ({ rows }) => {
          rows.splice(1, 0, { ...rows[0] });
        },
        /not the row that was anchored/,
      ],
    ])('detects that all was rewritten, with %s', async (_, rewrite, fault) => {
      const options = { bucket };
      const { anchorer } = await start(options);
      await record(2);
      await anchorer.anchor();
      await record(2);
      await anchorer.anchor();
      await rewriteAll(rewrite);
      // Without the bucket it looks whole.
      expect((await (await start()).verifier.verify()).whole).toBe(true);
      const { faults, whole } = await (await start(options)).verifier.verify();
      expect(whole).toBe(false);
      expect(faults.map(({ message }) => message).join()).toMatch(fault);

      // Nor does it help to go on from there.
      await record(5);
      const later = await start(options);
      await later.anchorer.anchor();
      expect((await later.verifier.verify()).whole).toBe(false);
    });

    it('says at the start that the last row is another one', async () => {
      const options = { bucket };
      await record(3);
      await (await start(options)).anchorer.anchor();
      await rewriteAll(({ rows }) => {
        rows[0].event = 'approved';
      });
      const { anchorer, logger } = await start(options);
      await expect(anchorer.anchor()).rejects.toThrow();
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining('another anchor of row 3'),
      );
    });

    it('detects a trail that pretends to have been cut beyond them', async () => {
      const options = { bucket };
      const { anchorer } = await start(options);
      await record(3);
      await anchorer.anchor();
      await record(6);
      const contents = await readTables(knex);
      contents.rows.splice(0, 5);
      contents.rows[1].event = 'trail-cut';
      contents.rows[1].facts = JSON.stringify({ upToSequence: 5 });
      const [first] = contents.rows;
      const start5 = { sequence: 5, hash: String(first.previous_hash) };
      rechain(contents, start5);
      contents.anchors = [{ ...contents.anchors[0], ...start5 }];
      await writeTables(knex, contents);
      expect((await (await start()).verifier.verify()).whole).toBe(true);
      expect((await (await start(options)).verifier.verify()).whole).toBe(
        false,
      );
    });

    it('says so when the bucket cannot be read, and cuts nothing', async () => {
      const options = { bucket, path: newPath() };
      const { anchorer, retentionFor, verifier } = await start(options);
      await record(3);
      await anchorer.anchor();
      bucket.failure = { status: 403, code: 'AccessDenied', method: 'GET' };
      expect(await verifier.verify()).toMatchObject({
        whole: true,
        anchoredUpTo: 3,
        blindSpot: expect.stringMatching(
          /^The anchors in the bucket anchors could not be read: .*AccessDenied/,
        ),
      });
      await expect(retentionFor(0).cut()).rejects.toThrow(
        /The anchors in the bucket anchors cannot be read/,
      );
      expect((await readTables(knex)).rows).toHaveLength(3);

      const alone = await start({ bucket });
      expect((await alone.verifier.verify()).blindSpot).toContain(
        'could have replaced all rows and anchors before this backend started.',
      );
    });

    it('cuts nothing before the bucket has the anchor of what is cut', async () => {
      const { anchorer, retentionFor, verifier } = await start({ bucket });
      await record(3);
      await anchorer.anchor();
      bucket.failure = { status: 403, code: 'AccessDenied', method: 'PUT' };
      await expect(retentionFor(0).cut()).rejects.toThrow(
        /Not every place that keeps anchors/,
      );
      expect((await readTables(knex)).rows).toHaveLength(4);
      bucket.failure = undefined;
      expect(await retentionFor(0).cut()).toBe(4);
      expect(await verifier.verify()).toMatchObject({ whole: true, rows: 1 });
    });
  });

  describe('with retention', () => {
    it.each<[string, typeof keys | undefined, StartOptions]>([
      ['a key and a file', keys, { path: newPath() }],
      ['a key and a bucket', keys, {}],
      ['neither', undefined, {}],
    ])(
      'stays whole when old rows are cut, with %s',
      async (name, key, more) => {
        const inBucket = name.includes('bucket') ? { bucket } : {};
        const options = { keys: key, ...more, ...inBucket };
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
      },
    );

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
