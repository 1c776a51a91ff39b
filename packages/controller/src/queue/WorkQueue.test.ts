import { WorkQueue } from './WorkQueue';

describe('WorkQueue', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const keyOf = async (queue: WorkQueue) => (await queue.take())?.key;

  it('gives keys in the order in which they were added, each once', async () => {
    const queue = WorkQueue.create();
    for (const key of ['a', 'b', 'a', 'c', 'a']) {
      queue.add(key);
    }
    expect(queue.depth).toBe(3);
    expect([
      await keyOf(queue),
      await keyOf(queue),
      await keyOf(queue),
    ]).toEqual(['a', 'b', 'c']);
    expect(queue.depth).toBe(0);
  });

  it('gives a key out again only when the work on it is done', async () => {
    const queue = WorkQueue.create();
    queue.add('a');
    await queue.take();
    queue.add('a');
    queue.add('b');
    expect(await keyOf(queue)).toBe('b');
    const next = queue.take();
    queue.done('a');
    expect((await next)?.key).toBe('a');
  });

  it('does not give out again what nobody added meanwhile', async () => {
    const queue = WorkQueue.create();
    queue.add('a');
    await queue.take();
    queue.done('a');
    expect(queue.depth).toBe(0);
  });

  it('gives one key to one of many that wait', async () => {
    const queue = WorkQueue.create();
    const takers = [queue.take(), queue.take()];
    queue.add('a');
    queue.add('b');
    expect((await Promise.all(takers)).map(taken => taken?.key)).toEqual([
      'a',
      'b',
    ]);
  });

  it('keeps the earlier of two delays', async () => {
    const queue = WorkQueue.create();
    queue.addAfter('a', 1_000);
    queue.addAfter('a', 5_000);
    queue.addAfter('b', 5_000);
    queue.addAfter('b', 1_000);
    jest.advanceTimersByTime(999);
    expect(queue.depth).toBe(0);
    jest.advanceTimersByTime(1);
    expect(queue.depth).toBe(2);
    await queue.take();
    await queue.take();
    queue.done('a');
    queue.done('b');
    jest.advanceTimersByTime(10_000);
    expect(queue.depth).toBe(0);
  });

  it('does not wait for its delay when it is added meanwhile', async () => {
    const queue = WorkQueue.create();
    queue.addAfter('a', 1_000);
    queue.add('a');
    expect(await keyOf(queue)).toBe('a');
    queue.done('a');
    jest.advanceTimersByTime(2_000);
    expect(queue.depth).toBe(0);
  });

  it('waits longer after each failure, up to a limit, until it is forgotten', () => {
    const queue = WorkQueue.create({
      backoff: { initialMs: 100, maxMs: 300 },
      random: () => 1,
    });
    expect([1, 2, 3, 4].map(() => queue.retry('a'))).toEqual([
      100, 200, 300, 300,
    ]);
    expect(queue.retry('b')).toBe(100);
    queue.forget('a');
    expect(queue.retry('a')).toBe(100);
  });

  it('tells those who wait when it is closed, and takes nothing any more', async () => {
    const queue = WorkQueue.create();
    const taker = queue.take();
    queue.addAfter('late', 10);
    queue.close();
    expect(await taker).toBeUndefined();
    queue.add('a');
    queue.retry('b');
    jest.advanceTimersByTime(120_000);
    expect(queue.depth).toBe(0);
    expect(await queue.take()).toBeUndefined();
  });

  it('says how long a key waited', async () => {
    const queue = WorkQueue.create();
    queue.add('a');
    jest.advanceTimersByTime(40);
    expect(await queue.take()).toEqual({ key: 'a', waitedMs: 40 });
  });
});
