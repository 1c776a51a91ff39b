import { mockServices } from '@backstage/backend-test-utils';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { IncidentAnnouncer } from './IncidentAnnouncer';

describe('IncidentAnnouncer', () => {
  const logger = mockServices.logger.mock();

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function create(publish: SignalsService['publish'] = async () => {}) {
    const messages: unknown[] = [];
    const announcer = IncidentAnnouncer.create({
      logger,
      signals: {
        async publish(signal) {
          messages.push(signal.message);
          await publish(signal);
        },
      },
    });
    return { announcer, messages };
  }

  it('tells at once, and of what follows with one more message', () => {
    const { announcer, messages } = create();
    announcer.announce();
    expect(messages).toHaveLength(1);
    announcer.announce();
    announcer.announce();
    expect(messages).toHaveLength(1);
    jest.advanceTimersByTime(1_000);
    expect(messages).toHaveLength(2);
    expect(new Set(messages.map(message => JSON.stringify(message))).size).toBe(
      2,
    );
    // Which incident, and whose, is for the routes to say.
    expect(Object.keys(messages[0] as object)).toEqual(['revision']);
    announcer.announce();
    expect(messages).toHaveLength(3);
    announcer.stop();
  });

  it('goes on when nobody can be told', async () => {
    const { announcer } = create(async () => {
      throw new Error('no signals');
    });
    announcer.announce();
    await jest.advanceTimersByTimeAsync(0);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('no signals'),
    );
    announcer.stop();
  });
});
