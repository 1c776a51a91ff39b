import { ClusterClock } from './ClusterClock';
import { DrivenClock } from './DrivenClock';
import { SystemClock } from './SystemClock';
import { timestamp } from './Clock';

describe('DrivenClock', () => {
  it('runs what falls due, in order, at the time that it is due', () => {
    const clock = DrivenClock.create({ startAt: 0 });
    const seen: Array<[string, number]> = [];
    clock.after(30, () => seen.push(['c', clock.now()]));
    clock.after(10, () => {
      seen.push(['a', clock.now()]);
      clock.after(5, () => seen.push(['b', clock.now()]));
    });
    clock.after(99, () => seen.push(['never', clock.now()]));
    clock.advance(40);
    expect(seen).toEqual([
      ['a', 10],
      ['b', 15],
      ['c', 30],
    ]);
    expect(clock.now()).toBe(40);
  });

  it('keeps the order of what is due at once', () => {
    const clock = DrivenClock.create({ startAt: 0 });
    const seen: number[] = [];
    for (let n = 0; n < 20; n++) clock.after(n % 2, () => seen.push(n));
    clock.advance(1);
    expect(seen).toEqual([
      ...[0, 2, 4, 6, 8, 10, 12, 14, 16, 18],
      ...[1, 3, 5, 7, 9, 11, 13, 15, 17, 19],
    ]);
  });

  it('does not run what was cancelled', () => {
    const clock = DrivenClock.create();
    const task = jest.fn();
    clock.after(5, task)();
    clock.advance(10);
    expect(task).not.toHaveBeenCalled();
  });

  it('complains about work that never ends at one instant', () => {
    const clock = DrivenClock.create();
    const again = () => {
      clock.after(0, again);
    };
    again();
    expect(() => clock.advance(1)).toThrow('busy without time passing');
  });
});

describe('ClusterClock', () => {
  it('plays the past at once and goes on with the live clock', () => {
    const live = DrivenClock.create({ startAt: 1_000_000 });
    const clock = ClusterClock.create({ live, historyMs: 10_000 });
    const seen: number[] = [];
    clock.after(4_000, () => seen.push(clock.now()));
    clock.after(12_000, () => seen.push(clock.now()));
    const cancel = clock.after(13_000, () => seen.push(-1));
    clock.playUntil(5_000);
    expect(clock.now()).toBe(995_000);
    expect(seen).toEqual([994_000]);
    clock.goLive();
    expect(clock.now()).toBe(1_000_000);
    cancel();
    live.advance(5_000);
    expect(seen).toEqual([994_000, 1_002_000]);
  });

  it('runs nothing after it was stopped', () => {
    const live = DrivenClock.create();
    const clock = ClusterClock.create({ live, historyMs: 0 });
    clock.goLive();
    const task = jest.fn();
    clock.after(5, task);
    clock.stop();
    clock.after(5, task);
    live.advance(10);
    expect(task).not.toHaveBeenCalled();
  });
});

describe('SystemClock', () => {
  it('tells the time and runs tasks', async () => {
    const clock = SystemClock.create();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000);
    const cancelled = jest.fn();
    clock.after(0, cancelled)();
    clock.after(1, cancelled)();
    await new Promise<void>(resolve => clock.after(0, resolve));
    const held = setTimeout(() => {}, 60_000);
    await new Promise<void>(resolve => clock.after(2, resolve));
    clearTimeout(held);
    expect(cancelled).not.toHaveBeenCalled();
  });
});

it('writes times as Kubernetes does', () => {
  expect(timestamp(Date.parse('2026-01-05T09:00:00.987Z'))).toBe(
    '2026-01-05T09:00:00Z',
  );
});
