import { mockServices } from '@backstage/backend-test-utils';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { FleetUpdates } from './FleetUpdates';

describe('FleetUpdates', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function create() {
    const fixture = createClusterFixture({ clusters: { prod: {} } });
    const publish = jest.fn(async (_signal: unknown) => {});
    const updates = FleetUpdates.create({
      clusters: fixture.service,
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
    return { fixture, publish, updates };
  }

  it('tells those who looked within the last minute, and nobody else', async () => {
    const { fixture, publish, updates } = create();
    updates.renew('user:default/dana');
    await jest.advanceTimersByTimeAsync(45_000);
    updates.renew('user:default/omar');
    await jest.advanceTimersByTimeAsync(20_000);
    publish.mockClear();

    fixture.writer('prod').updateState({ version: 'v1.34.5' });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(publish).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'user', entityRef: ['user:default/omar'] },
      channel: 'groundcrew-clusters:clusters-changed',
      message: { revision: expect.any(String) },
    });
    updates.close();
  });

  it('gives each change a revision of its own', async () => {
    const { fixture, publish, updates } = create();
    updates.renew('user:default/dana');
    for (const version of ['v1.34.5', 'v1.34.6']) {
      fixture.writer('prod').updateState({ version });
      await jest.advanceTimersByTimeAsync(2_000);
    }
    const revisions = publish.mock.calls.map(
      ([signal]) =>
        (signal as { message: { revision: string } }).message.revision,
    );
    expect(new Set(revisions).size).toBe(2);
    updates.close();
  });

  it('goes on when signals cannot be published', async () => {
    const { fixture, publish, updates } = create();
    publish.mockRejectedValue(new Error('no events'));
    updates.renew('user:default/dana');
    for (const version of ['v1.34.5', 'v1.34.6']) {
      fixture.writer('prod').updateState({ version });
      await jest.advanceTimersByTimeAsync(2_000);
    }
    expect(publish).toHaveBeenCalledTimes(2);
    updates.close();
  });
});
