import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { Controller, type ControllerOptions } from './Controller';

function createController(options: Partial<ControllerOptions>): Controller {
  return Controller.create({
    name: 'test',
    reconcile: async () => undefined,
    logger: mockServices.logger.mock(),
    metrics: metricsServiceMock.mock(),
    ...options,
  });
}

/** Something that is waited for, and said by somebody else. */
function gate<T = void>() {
  let open: (value: T) => void = () => undefined;
  const opened = new Promise<T>(resolve => {
    open = resolve;
  });
  return { opened, open };
}

describe('Controller', () => {
  it('looks at a key once for changes that come together, and again for one that comes meanwhile', async () => {
    const looked: string[] = [];
    const first = gate();
    const again = gate();
    const controller = createController({
      reconcile: async key => {
        looked.push(key);
        if (looked.length === 1) {
          await first.opened;
        } else {
          again.open();
        }
      },
    });
    controller.enqueue('a');
    controller.enqueue('a');
    controller.start();
    controller.enqueue('a');
    first.open();
    await again.opened;
    await controller.stop();
    expect(looked).toEqual(['a', 'a']);
  });

  it('never works on a key twice at a time, and on others beside it', async () => {
    const active = new Map<string, number>();
    const seen: number[] = [];
    const all = gate();
    let count = 0;
    const controller = createController({
      concurrency: 8,
      reconcile: async key => {
        active.set(key, (active.get(key) ?? 0) + 1);
        seen.push(active.get(key) ?? 0);
        count += 1;
        if (count < 200) {
          controller.enqueue(key);
        } else {
          all.open();
        }
        await new Promise(resolve => setImmediate(resolve));
        active.set(key, (active.get(key) ?? 0) - 1);
      },
    });
    ['a', 'b', 'c'].forEach(key => controller.enqueue(key));
    controller.start();
    await all.opened;
    await controller.stop();
    expect(Math.max(...seen)).toBe(1);
  });

  it('tries again what failed, and says so', async () => {
    const logger = mockServices.logger.mock();
    const succeeded = gate();
    let attempts = 0;
    const controller = createController({
      logger,
      backoff: { initialMs: 1, maxMs: 1 },
      reconcile: async () => {
        attempts += 1;
        if (attempts < 3) {
          throw new Error('the cluster is away');
        }
        succeeded.open();
      },
    });
    controller.start();
    controller.enqueue('a');
    await succeeded.opened;
    await controller.stop();
    expect(attempts).toBe(3);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /^test: a failed, and is tried again in 1 ms: Error: the cluster is away$/,
      ),
    );
  });

  it('looks again when it was asked to', async () => {
    const second = gate();
    let looks = 0;
    const controller = createController({
      reconcile: async () => {
        looks += 1;
        if (looks === 2) {
          second.open();
          return undefined;
        }
        return { againInMs: 1 };
      },
    });
    controller.start();
    controller.enqueue('a', { afterMs: 1 });
    await second.opened;
    await controller.stop();
    expect(looks).toBe(2);
  });

  it('begins with all keys that there are, and goes on when they cannot be told', async () => {
    const logger = mockServices.logger.mock();
    const both = gate();
    const looked = new Set<string>();
    let asked = 0;
    const controller = createController({
      logger,
      reconcile: async key => {
        looked.add(key);
        if (looked.size === 2) {
          both.open();
        }
      },
      resync: {
        everyMs: 5,
        keys: async () => {
          asked += 1;
          if (asked === 1) {
            throw new Error('no database');
          }
          return ['a', 'b'];
        },
      },
    });
    controller.start();
    await both.opened;
    await controller.stop();
    expect(logger.warn).toHaveBeenCalledWith(
      'test: what there is to look at is unknown: Error: no database',
    );
  });

  it('tells what runs to stop, and waits until it has', async () => {
    const begun = gate();
    let hasStopped = false;
    const controller = createController({
      reconcile: async (_key, { signal }) => {
        begun.open();
        await new Promise<void>(resolve =>
          signal.addEventListener('abort', () => resolve()),
        );
        hasStopped = true;
        throw new Error('stopped');
      },
    });
    controller.start();
    controller.enqueue('a');
    await begun.opened;
    await controller.stop();
    expect(hasStopped).toBe(true);
  });

  it('measures what it does', async () => {
    const metrics = metricsServiceMock.mock();
    const counter = { add: jest.fn() };
    const callbacks: ((result: { observe: jest.Mock }) => void)[] = [];
    metrics.createCounter.mockReturnValue(counter as never);
    metrics.createHistogram.mockReturnValue({ record: jest.fn() } as never);
    metrics.createObservableGauge.mockReturnValue({
      addCallback: (callback: never) => callbacks.push(callback),
    } as never);
    const controller = createController({ metrics });
    controller.enqueue('a');
    const observe = jest.fn();
    callbacks[0]({ observe });
    expect(observe).toHaveBeenCalledWith(1, {
      controller: 'test',
      state: 'waiting',
    });
    controller.start();
    await new Promise(resolve => setImmediate(resolve));
    await controller.stop();
    expect(counter.add).toHaveBeenCalledWith(1, {
      controller: 'test',
      outcome: 'succeeded',
    });
  });
});
