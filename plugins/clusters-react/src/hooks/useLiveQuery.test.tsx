import { act, renderHook } from '@testing-library/react';
import { useLiveQuery } from './useLiveQuery';

describe('useLiveQuery', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const pass = async (ms: number) =>
    await act(async () => await jest.advanceTimersByTimeAsync(ms));

  it('relies on signals only when they had time to connect', async () => {
    const load = jest.fn(async () => 'as it is');
    const { unmount } = renderHook(() =>
      useLiveQuery({ key: 'cart', load, isAnnounced: true }),
    );
    await pass(0);
    expect(load).toHaveBeenCalledTimes(1);
    await pass(5_000);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(10_000);
    const connected = load.mock.calls.length;
    await pass(20_000);
    expect(load).toHaveBeenCalledTimes(connected);
    await pass(30_000);
    expect(load).toHaveBeenCalledTimes(connected + 1);
    unmount();
  });

  it('asks at once when a signal comes, and often where none do', async () => {
    const load = jest.fn(async () => 'as it is');
    const { rerender, unmount } = renderHook(
      ({ revision }: { revision?: string }) =>
        useLiveQuery({ key: 'cart', load, revision }),
      { initialProps: {} },
    );
    await pass(60_000);
    const polled = load.mock.calls.length;
    expect(polled).toBeGreaterThanOrEqual(12);
    rerender({ revision: '2' });
    await pass(0);
    expect(load).toHaveBeenCalledTimes(polled + 1);
    unmount();
  });
});
