import { mockServices } from '@backstage/backend-test-utils';
import type { AuditRow } from '@groundcrew/plugin-operations-common';
import { ConflictError } from '@backstage/errors';
import type { AnchorKeeper } from './AnchorKeeper';
import { AnchorSigner } from './AnchorSigner';
import type { AuditAnchor } from './AuditAnchor';
import { AuditAnchorer } from './AuditAnchorer';

const signer = AnchorSigner.create([{ id: 'a', secret: 'a'.repeat(32) }]);

/** Keeps anchors in memory, unless it is broken. */
class MemoryKeeper implements AnchorKeeper {
  readonly name = 'the memory';
  readonly kept: AuditAnchor[] = [];
  /** What it rejects with. */
  trouble: Error | undefined;

  async check() {
    if (this.trouble) {
      throw this.trouble;
    }
  }

  async append(anchor: AuditAnchor) {
    await this.check();
    this.kept.push(anchor);
  }

  async read() {
    return { anchors: this.kept, unreadable: 0 };
  }
}

function setUp(...keepers: AnchorKeeper[]) {
  const kept: AuditAnchor[] = [];
  const trail = {
    end: 0,
    now: async () => Date.parse('2027-01-15T08:00:00.000Z'),
    head: async () => ({ sequence: trail.end, hash: `hash ${trail.end}` }),
    lastAnchor: async () => kept.at(-1),
    addAnchor: async (anchor: AuditAnchor) => {
      kept.push(anchor);
    },
  };
  const auditor = mockServices.auditor.mock();
  const told: unknown[] = [];
  auditor.createEvent.mockImplementation(async event => {
    told.push(event);
    return { success: async () => {}, fail: async () => {} };
  });
  const logger = mockServices.logger.mock();
  const start = () =>
    AuditAnchorer.create({ trail, signer, auditor, logger, keepers });
  const anchorer = start();
  return { anchorer, start, auditor, kept, logger, told, trail };
}

const row = (sequence: number) => ({ sequence } as AuditRow);

describe('AuditAnchorer', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('anchors every minute, when there are new rows', async () => {
    const { anchorer, kept, told, trail } = setUp();
    anchorer.start();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(kept).toEqual([]);

    trail.end = 3;
    await jest.advanceTimersByTimeAsync(59_000);
    expect(kept).toEqual([]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(kept).toEqual([
      signer.sign({
        sequence: 3,
        hash: 'hash 3',
        at: '2027-01-15T08:00:00.000Z',
      }),
    ]);
    expect(told).toEqual([
      { eventId: 'audit-anchor', severityLevel: 'low', meta: kept[0] },
    ]);

    await jest.advanceTimersByTimeAsync(600_000);
    expect(kept).toHaveLength(1);
    expect(anchorer.last).toEqual(kept[0]);

    trail.end = 4;
    await anchorer.stop();
    expect(kept.map(({ sequence }) => sequence)).toEqual([3, 4]);
    trail.end = 5;
    await jest.advanceTimersByTimeAsync(600_000);
    expect(kept).toHaveLength(2);
  });

  it('anchors what an earlier process left', async () => {
    const { anchorer, kept, trail } = setUp();
    trail.end = 3;
    anchorer.start();
    await jest.advanceTimersByTimeAsync(0);
    expect(kept).toHaveLength(1);
    await anchorer.stop();
  });

  it('anchors every 100 rows', async () => {
    const { anchorer, kept, trail } = setUp();
    trail.end = 101;
    anchorer.appended([row(98), row(99)]);
    await jest.advanceTimersByTimeAsync(0);
    expect(kept).toEqual([]);
    anchorer.appended([row(100), row(101)]);
    await jest.advanceTimersByTimeAsync(0);
    expect(kept.map(({ sequence }) => sequence)).toEqual([101]);
  });

  it('tells once, however many ask at a time', async () => {
    const { anchorer, told, trail } = setUp();
    trail.end = 3;
    await Promise.all([anchorer.anchor(), anchorer.anchor(), anchorer.stop()]);
    expect(told).toHaveLength(1);
  });

  it('does not count as anchored what could not be told, and tries again', async () => {
    const { anchorer, auditor, kept, logger, trail } = setUp();
    auditor.createEvent.mockRejectedValueOnce(new Error('the log is full'));
    trail.end = 3;
    anchorer.start();
    await jest.advanceTimersByTimeAsync(0);
    expect(kept).toEqual([]);
    expect(anchorer.last).toBeUndefined();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('the log is full'),
    );
    await jest.advanceTimersByTimeAsync(60_000);
    expect(kept).toHaveLength(1);
    await anchorer.stop();
  });

  describe('with keepers', () => {
    const sequencesOf = (anchors: AuditAnchor[]) =>
      anchors.map(({ sequence }) => sequence);

    it('tells all of them what it tells the auditor', async () => {
      const keepers = [new MemoryKeeper(), new MemoryKeeper()];
      const { anchorer, kept, trail } = setUp(...keepers);
      trail.end = 3;
      const anchor = await anchorer.anchor();
      expect(kept).toEqual([anchor]);
      expect(keepers.map(keeper => keeper.kept)).toEqual([kept, kept]);
      expect(await anchorer.anchor()).toEqual(anchor);
      expect(keepers[0].kept).toHaveLength(1);
    });

    it('brings later what one of them could not take, and logs that once', async () => {
      const [broken, other] = [new MemoryKeeper(), new MemoryKeeper()];
      const { anchorer, kept, logger, trail } = setUp(broken, other);
      broken.trouble = new Error('the store is down');
      anchorer.start();
      for (const end of [3, 4, 5]) {
        trail.end = end;
        await jest.advanceTimersByTimeAsync(60_000);
      }
      // Nothing new, and it is still down.
      await jest.advanceTimersByTimeAsync(600_000);
      expect(sequencesOf(kept)).toEqual([3, 4, 5]);
      expect(sequencesOf(other.kept)).toEqual([3, 4, 5]);
      expect(logger.error.mock.calls).toEqual([
        [expect.stringMatching(/not kept in the memory.*the store is down/)],
      ]);
      await expect(anchorer.anchor()).rejects.toThrow(/Not every place/);

      broken.trouble = undefined;
      await jest.advanceTimersByTimeAsync(60_000);
      expect(broken.kept).toEqual(kept);
      expect(logger.info.mock.calls).toEqual([
        [expect.stringContaining('kept in the memory again')],
      ]);

      broken.trouble = new Error('the store is down again');
      trail.end = 6;
      await jest.advanceTimersByTimeAsync(60_000);
      expect(logger.error).toHaveBeenCalledTimes(2);
      await anchorer.stop();
    });

    it('keeps the earliest and the last of more than it can hold', async () => {
      const keeper = new MemoryKeeper();
      const { anchorer, trail } = setUp(keeper);
      keeper.trouble = new Error('the store is down');
      for (let end = 1; end <= 250; end += 1) {
        trail.end = end;
        await expect(anchorer.anchor()).rejects.toThrow();
      }
      keeper.trouble = undefined;
      await anchorer.anchor();
      const sequences = sequencesOf(keeper.kept);
      expect(sequences).toHaveLength(100);
      expect([sequences[0], sequences[98], sequences[99]]).toEqual([
        1, 99, 250,
      ]);
    });

    it('tells them at the start what an earlier process may not have', async () => {
      const keeper = new MemoryKeeper();
      const { anchorer, kept, start, told, trail } = setUp(keeper);
      keeper.trouble = new Error('the store is down');
      trail.end = 3;
      await expect(anchorer.anchor()).rejects.toThrow();
      keeper.trouble = undefined;
      const next = start();
      await next.anchor();
      await next.anchor();
      expect(keeper.kept).toEqual(kept);
      expect(told).toHaveLength(1);
    });

    it('says that a keeper has another hash, and goes on', async () => {
      const keeper = new MemoryKeeper();
      const { anchorer, logger, trail } = setUp(keeper);
      keeper.trouble = new ConflictError('there is another anchor of row 3');
      trail.end = 3;
      await expect(anchorer.anchor()).rejects.toThrow(/Not every place/);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringMatching(
          /may have been changed: .*another anchor of row 3/,
        ),
      );
      keeper.trouble = undefined;
      trail.end = 4;
      await anchorer.anchor();
      expect(sequencesOf(keeper.kept)).toEqual([4]);
    });

    it('checks them at the start, without waiting', async () => {
      const keeper = new MemoryKeeper();
      const { anchorer, logger } = setUp(keeper);
      keeper.trouble = new Error('there is no such bucket');
      anchorer.start();
      expect(logger.error).not.toHaveBeenCalled();
      await jest.advanceTimersByTimeAsync(600_000);
      expect(logger.error.mock.calls).toEqual([
        [expect.stringContaining('there is no such bucket')],
      ]);
      await anchorer.stop();
    });
  });
});
