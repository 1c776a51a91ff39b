import { boundaryOfDay } from './boundaryOfDay';

describe('boundaryOfDay', () => {
  it('takes days as those of whoever looks, from their first millisecond to their last', () => {
    const start = new Date(boundaryOfDay('2026-01-31', 'start')!);
    const end = new Date(boundaryOfDay('2026-01-31', 'end')!);
    expect([start.getDate(), start.getHours()]).toEqual([31, 0]);
    expect([end.getDate(), end.getHours()]).toEqual([31, 23]);
    expect(end.getTime() - start.getTime()).toBe(24 * 60 * 60_000 - 1);
  });

  it.each(['', 'yesterday', '2026-13-01'])('knows no day "%s"', day => {
    expect(boundaryOfDay(day, 'start')).toBeUndefined();
  });
});
