import { mockServices } from '@backstage/backend-test-utils';
import type { EventsServiceSubscribeOptions } from '@backstage/plugin-events-node';
import type { OperationEvent } from '@groundcrew/plugin-operations-common';
import { ConnectionChecks } from './ConnectionChecks';

const cart = { namespace: 'shop', name: 'cart' };

const checked = (changes: Partial<OperationEvent> = {}): OperationEvent => ({
  id: 'one',
  operation: 'kubernetes.check-connection',
  target: { cluster: 'dev', kind: 'Service', ...cart },
  phase: 'failed',
  verification: 'failed',
  ...changes,
});

describe('ConnectionChecks', () => {
  let checks: ConnectionChecks;
  let subscription: EventsServiceSubscribeOptions;
  const learnt = jest.fn();
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    jest.useFakeTimers();
    learnt.mockReset();
    checks = ConnectionChecks.create({
      events: mockServices.events.mock({
        subscribe: async options => {
          subscription = options;
        },
      }),
      logger,
      onLearnt: learnt,
    });
    checks.start();
  });
  afterEach(() => {
    checks.stop();
    jest.useRealTimers();
  });

  const hear = (eventPayload: unknown) =>
    subscription.onEvent({ topic: subscription.topics[0], eventPayload });

  it('knows whether a Service answered, and tells who asked', async () => {
    expect(checks.of('dev', cart)).toBeUndefined();
    await hear(checked());
    expect(checks.of('dev', cart)).toEqual({
      isConnected: false,
      fromNodes: {},
    });
    expect(checks.of('prod', cart)).toBeUndefined();
    expect(learnt).toHaveBeenCalledWith('dev', ['connectivity shop cart']);
    await hear(checked({ phase: 'succeeded', verification: 'healthy' }));
    expect(checks.of('dev', cart)).toMatchObject({ isConnected: true });
  });

  it('forgets after a while, and says so', async () => {
    await hear(checked());
    jest.advanceTimersByTime(9 * 60_000);
    await hear(checked());
    jest.advanceTimersByTime(9 * 60_000);
    expect(checks.of('dev', cart)).toBeDefined();
    expect(learnt).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(60_000);
    expect(checks.of('dev', cart)).toBeUndefined();
    expect(learnt).toHaveBeenCalledTimes(3);
  });

  it.each<[string, unknown]>([
    ['another verb', checked({ operation: 'kubernetes.restart' })],
    ['a check that could not be made', checked({ verification: undefined })],
    ['a check that goes on', checked({ verification: 'not-yet' })],
    ['what is no event of ours', { hello: 'world' }],
    ['nothing', undefined],
  ])('learns nothing of %s', async (_, payload) => {
    await hear(payload);
    expect(checks.of('dev', cart)).toBeUndefined();
    expect(learnt).not.toHaveBeenCalled();
  });

  it('goes on without events', async () => {
    const deaf = ConnectionChecks.create({
      events: mockServices.events.mock({
        subscribe: async () => {
          throw new Error('no bus');
        },
      }),
      logger,
      onLearnt: learnt,
    });
    deaf.start();
    await jest.advanceTimersByTimeAsync(0);
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('no bus'));
  });
});
