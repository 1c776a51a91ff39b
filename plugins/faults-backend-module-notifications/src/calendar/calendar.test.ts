import { nextAtWork } from './BusinessHours';
import { onCallAt, type Rotation } from './Rotation';

const at = (time: string) => Date.parse(time);
const iso = (time: number) => new Date(time).toISOString();

describe('nextAtWork', () => {
  const berlin = {
    timeZone: 'Europe/Berlin',
    days: new Set([1, 2, 3, 4, 5]),
    fromMinute: 9 * 60,
    toMinute: 17 * 60,
  };

  it.each([
    ['at work', '2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['in the morning', '2026-11-23T05:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['as they leave', '2026-11-23T16:00:00.000Z', '2026-11-24T08:00:00.000Z'],
    [
      'on a Friday night',
      '2026-11-20T20:00:00.000Z',
      '2026-11-23T08:00:00.000Z',
    ],
    // Clocks go forward on the 29th of March, and back on the 25th of October.
    ['before summer', '2026-03-28T12:00:00.000Z', '2026-03-30T07:00:00.000Z'],
    ['before winter', '2026-10-24T12:00:00.000Z', '2026-10-26T08:00:00.000Z'],
  ])('is right %s', (_, now, next) => {
    expect(iso(nextAtWork(berlin, at(now)))).toBe(next);
  });

  it('knows days that end at midnight, and hours that clocks leave out', () => {
    const sunday = {
      timeZone: 'Europe/Berlin',
      days: new Set([7]),
      fromMinute: 2 * 60 + 30,
      toMinute: 24 * 60,
    };
    // There is no 02:30 on that day: half past three it is.
    expect(iso(nextAtWork(sunday, at('2026-03-28T12:00:00Z')))).toBe(
      '2026-03-29T01:30:00.000Z',
    );
    const late = at('2026-03-29T21:59:00Z');
    expect(nextAtWork(sunday, late)).toBe(late);
    expect(iso(nextAtWork(sunday, at('2026-03-29T22:00:00Z')))).toBe(
      '2026-04-05T00:30:00.000Z',
    );
  });

  it('is in no way kept where nobody ever works', () => {
    expect(nextAtWork({ ...berlin, days: new Set() }, 5)).toBe(5);
  });
});

describe('onCallAt', () => {
  const weekly: Rotation = {
    name: 'platform',
    users: ['user:default/omar', 'user:default/olivia', 'user:default/dana'],
    timeZone: 'Europe/Berlin',
    startsAt: '2026-03-16T09:00',
    days: 7,
  };

  it.each([
    ['from the first handover', '2026-03-16T08:00:00Z', 'omar'],
    ['until just before the second', '2026-03-23T07:59:59Z', 'omar'],
    ['at the second', '2026-03-23T08:00:00Z', 'olivia'],
    // Nine o'clock in summer is an hour earlier.
    ['until just before the one in summer', '2026-03-30T06:59:59Z', 'olivia'],
    ['at the one in summer', '2026-03-30T07:00:00Z', 'dana'],
    ['round and round', '2026-04-06T07:00:00Z', 'omar'],
    ['back in winter', '2026-10-26T08:00:00Z', 'dana'],
    ['just before that', '2026-10-26T07:59:59Z', 'olivia'],
    ['before the first', '2026-03-16T07:59:59Z', 'dana'],
    ['long before the first', '2026-03-02T07:59:59Z', 'omar'],
  ])('is right %s', (_, time, who) => {
    expect(onCallAt(weekly, at(time))).toBe(`user:default/${who}`);
  });

  it('hands over every day, also at a time that there is not', () => {
    const daily = { ...weekly, startsAt: '2026-03-27T02:30', days: 1 };
    // The 29th has no 02:30.
    expect(onCallAt(daily, at('2026-03-29T01:29:59Z'))).toBe(
      'user:default/olivia',
    );
    expect(onCallAt(daily, at('2026-03-29T01:30:00Z'))).toBe(
      'user:default/dana',
    );
    expect(onCallAt(daily, at('2026-03-30T00:30:00Z'))).toBe(
      'user:default/omar',
    );
  });

  it('always has somebody, and each one for their turn', () => {
    const hour = 60 * 60_000;
    let changes = 0;
    let before = onCallAt(weekly, at('2026-01-05T09:30:00Z'));
    for (let hours = 1; hours <= 52 * 7 * 24; hours += 1) {
      const now = onCallAt(weekly, at('2026-01-05T09:30:00Z') + hours * hour);
      changes += now === before ? 0 : 1;
      before = now;
    }
    expect(changes).toBe(52);
  });
});
