import { mockServices } from '@backstage/backend-test-utils';
import type { AuditRow } from '@groundcrew/plugin-operations-common';
import { AnchorSigner } from './AnchorSigner';
import type { AuditAnchor } from './AuditAnchor';
import { AuditAnchorer } from './AuditAnchorer';

const signer = AnchorSigner.create([{ id: 'a', secret: 'a'.repeat(32) }]);

function setUp() {
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
  const anchorer = AuditAnchorer.create({ trail, signer, auditor, logger });
  return { anchorer, auditor, kept, logger, told, trail };
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
});
