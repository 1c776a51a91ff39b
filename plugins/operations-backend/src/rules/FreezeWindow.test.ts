import { freezeEndsAt, type FreezeWindow } from './FreezeWindow';

const weekly = (
  days: number[],
  from: string,
  to: string,
  timezone = 'Europe/Berlin',
): FreezeWindow => ({
  title: 'weekend',
  period: { type: 'weekly', days, from, to, timezone },
});
const once = (from: string, to: string): FreezeWindow => ({
  title: 'sale',
  period: { type: 'once', from: new Date(from), to: new Date(to) },
});

const FRIDAY = 5;
const SATURDAY = 6;
const SUNDAY = 7;
const night = weekly([FRIDAY], '17:00', '08:00');
const day = weekly([FRIDAY], '09:00', '17:00');
const sale = once('2026-11-27T00:00:00Z', '2026-11-28T00:00:00Z');

describe('freezeEndsAt', () => {
  // In November, Berlin is an hour ahead of UTC.
  it.each<[string, FreezeWindow, string, string | undefined]>([
    ['before it begins', night, '2026-11-27T15:59:59Z', undefined],
    ['when it begins', night, '2026-11-27T16:00:00Z', '2026-11-28T07:00:00Z'],
    ['after midnight', night, '2026-11-28T06:59:59Z', '2026-11-28T07:00:00Z'],
    ['when it ends', night, '2026-11-28T07:00:00Z', undefined],
    ['on another day', night, '2026-11-26T20:00:00Z', undefined],
    ['on the morning of its own day', night, '2026-11-27T05:00:00Z', undefined],
    ['within a day', day, '2026-11-27T12:00:00Z', '2026-11-27T16:00:00Z'],
    ['on the day after', day, '2026-11-28T12:00:00Z', undefined],
    [
      'from Sunday to Monday',
      weekly([SUNDAY], '22:00', '06:00', 'UTC'),
      '2026-11-23T01:00:00Z',
      '2026-11-23T06:00:00Z',
    ],
    [
      'all day, when it ends as it begins',
      weekly([SATURDAY], '00:00', '00:00', 'UTC'),
      '2026-11-28T23:59:59Z',
      '2026-11-29T00:00:00Z',
    ],
    ['before a sale', sale, '2026-11-26T23:59:59Z', undefined],
    [
      'when a sale begins',
      sale,
      '2026-11-27T00:00:00Z',
      '2026-11-28T00:00:00Z',
    ],
    ['when a sale ends', sale, '2026-11-28T00:00:00Z', undefined],
  ])('%s', (_, window, now, endsAt) => {
    const end = freezeEndsAt(window, Date.parse(now));
    expect(end && new Date(end).toISOString()).toBe(
      endsAt && new Date(endsAt).toISOString(),
    );
  });

  // On 29 March 2026 clocks in Berlin go from 02:00 to 03:00, on 25 October from 03:00 back to 02:00.
  it.each([
    [
      'when the clocks go forward',
      '2026-03-28T21:00:00Z',
      '2026-03-29T06:00:00Z',
      9,
    ],
    [
      'when the clocks go back',
      '2026-10-24T20:00:00Z',
      '2026-10-25T07:00:00Z',
      11,
    ],
  ])('is at the same time of day %s', (_, from, to, hours) => {
    const window = weekly([SATURDAY], '22:00', '08:00');
    const begin = Date.parse(from);
    expect(freezeEndsAt(window, begin - 1)).toBeUndefined();
    expect(freezeEndsAt(window, begin)).toBe(Date.parse(to));
    expect((Date.parse(to) - begin) / 3_600_000).toBe(hours);
    expect(freezeEndsAt(window, Date.parse(to) - 1)).toBe(Date.parse(to));
  });

  it('ends in an hour that a day does not have', () => {
    const window = weekly([SATURDAY], '22:00', '02:30');
    // 02:30 would be in the hour that is left out.
    expect(freezeEndsAt(window, Date.parse('2026-03-28T23:00:00Z'))).toBe(
      Date.parse('2026-03-29T01:30:00Z'),
    );
  });
});
