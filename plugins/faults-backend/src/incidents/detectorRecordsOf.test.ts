import { detectorRecordsOf } from './detectorRecordsOf';
import type { IncidentOutline } from './IncidentStore';

const MINUTE = 60_000;

const outline = (changes: Partial<IncidentOutline> = {}): IncidentOutline => ({
  fault: 'application-crash',
  detector: 'crash',
  title: 'It crashes',
  openedAt: 0,
  resolvedAt: 60 * MINUTE,
  reopened: 0,
  isAcknowledged: true,
  cluster: 'dev',
  ...changes,
});
const times = (count: number, changes: Partial<IncidentOutline>) =>
  Array.from({ length: count }, () => outline(changes));

describe('detectorRecordsOf', () => {
  it('counts what came back, what passed by itself, and what somebody answered', () => {
    const [record] = detectorRecordsOf([
      outline(),
      outline({ reopened: 2, resolvedAt: 10 * MINUTE }),
      outline({ isAcknowledged: false, resolvedAt: 4 * MINUTE }),
      outline({ isAcknowledged: false, resolvedAt: undefined }),
    ]);
    expect(record).toEqual({
      detector: 'crash',
      fault: 'application-crash',
      title: 'It crashes',
      incidents: 4,
      reopened: 1,
      passing: 1,
      acknowledged: 2,
      medianDurationMs: 10 * MINUTE,
      noise: 2 / 6,
    });
  });

  it('puts the noisiest first, and does not judge by one incident', () => {
    const passing = { isAcknowledged: false, resolvedAt: MINUTE };
    const records = detectorRecordsOf([
      ...times(1, { fault: 'once', ...passing }),
      ...times(10, { fault: 'often', ...passing }),
      ...times(10, { fault: 'never' }),
    ]);
    expect(records.map(({ fault }) => fault)).toEqual([
      'often',
      'once',
      'never',
    ]);
  });

  it('says nothing of nothing', () => {
    expect(detectorRecordsOf([])).toEqual([]);
  });
});
