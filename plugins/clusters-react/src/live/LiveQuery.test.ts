import { LiveQuery } from './LiveQuery';

/** A request whose answers the test gives. */
function createRequests() {
  const pending: {
    resolve(value: unknown): void;
    reject(error: Error): void;
  }[] = [];
  const load = jest.fn(
    (_options: { signal: AbortSignal }) =>
      new Promise<unknown>((resolve, reject) => {
        pending.push({ resolve, reject });
      }),
  );
  const settle = async () => jest.advanceTimersByTimeAsync(0);
  return {
    load,
    async answer(value: unknown) {
      pending.shift()!.resolve(value);
      await settle();
    },
    async fail(message: string) {
      pending.shift()!.reject(new Error(message));
      await settle();
    },
  };
}

function setHidden(hidden: boolean) {
  Object.defineProperty(document, 'hidden', {
    configurable: true,
    value: hidden,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('LiveQuery', () => {
  let started: LiveQuery<unknown> | undefined;

  function start(load: jest.Mock) {
    started = LiveQuery.create<unknown>({
      load,
      pollMs: 30_000,
      retryMs: 5_000,
    });
    started.start();
    return started;
  }

  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    started?.stop();
    setHidden(false);
    jest.useRealTimers();
  });

  it('asks at the start and again after the interval', async () => {
    const { load, answer } = createRequests();
    const query = start(load);
    expect(query.getState().isLoading).toBe(true);
    await answer({ version: 1 });
    expect(query.getState()).toMatchObject({
      isLoading: false,
      data: { version: 1 },
    });
    await jest.advanceTimersByTimeAsync(29_999);
    expect(load).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('asks once more after a request under way, however often it was told to', async () => {
    const { load, answer } = createRequests();
    const query = start(load);
    query.refetch();
    query.refetch();
    query.refetch();
    expect(load).toHaveBeenCalledTimes(1);
    await answer('old');
    expect(load).toHaveBeenCalledTimes(2);
    await answer('new');
    expect(load).toHaveBeenCalledTimes(2);
    expect(query.getState().data).toBe('new');
  });

  it('keeps an equal answer as it is and tells nobody', async () => {
    const { load, answer } = createRequests();
    const query = start(load);
    await answer({ version: 1 });
    const first = query.getState().data;
    const listener = jest.fn();
    query.subscribe(listener);
    query.refetch();
    await answer({ version: 1 });
    expect(query.getState().data).toBe(first);
    expect(listener).not.toHaveBeenCalled();
  });

  it('keeps the old answer when a request fails, and says since when', async () => {
    const { load, answer, fail } = createRequests();
    const query = start(load);
    await answer('old');
    query.refetch();
    jest.setSystemTime(new Date('2026-01-01T12:00:00Z'));
    await fail('connection refused');
    jest.setSystemTime(new Date('2026-01-01T12:00:05Z'));
    query.refetch();
    await fail('connection refused');
    expect(query.getState()).toMatchObject({
      data: 'old',
      error: { message: 'connection refused' },
      failingSince: '2026-01-01T12:00:00.000Z',
    });
    query.refetch();
    await answer('new');
    expect(query.getState()).toMatchObject({
      data: 'new',
      error: undefined,
      failingSince: undefined,
    });
  });

  it('asks sooner after a failure', async () => {
    const { load, fail } = createRequests();
    start(load);
    await fail('connection refused');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('asks nothing while the page is hidden, and at once when it is seen', async () => {
    const { load, answer } = createRequests();
    const query = start(load);
    await answer('old');
    setHidden(true);
    query.refetch();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(load).toHaveBeenCalledTimes(1);
    setHidden(false);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('takes a new interval while it waits', async () => {
    const { load, answer } = createRequests();
    const query = start(load);
    await answer('old');
    query.setOptions({ load, pollMs: 5_000, retryMs: 5_000 });
    await jest.advanceTimersByTimeAsync(5_000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('gives up a request that nobody answers, and asks again', async () => {
    const { load, answer } = createRequests();
    const query = start(load);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(load.mock.calls[0][0].signal.aborted).toBe(true);
    expect(query.getState().error?.message).toBe('No answer within 30 s');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(load).toHaveBeenCalledTimes(2);
    await answer('late');
    expect(query.getState().data).toBeUndefined();
    await answer('new');
    await jest.advanceTimersByTimeAsync(0);
    expect(query.getState()).toMatchObject({ data: 'new', error: undefined });
  });

  it('ends the request when it is stopped and takes no late answer', async () => {
    const { load, answer } = createRequests();
    const query = start(load);
    query.stop();
    expect(load.mock.calls[0][0].signal.aborted).toBe(true);
    await answer('late');
    expect(query.getState().data).toBeUndefined();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
