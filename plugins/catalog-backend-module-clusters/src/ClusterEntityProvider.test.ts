import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import {
  createClusterFixture,
  type ClusterFixtureDescription,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { ClusterEntityProvider } from './ClusterEntityProvider';

describe('ClusterEntityProvider', () => {
  let provider: ClusterEntityProvider;
  const applyMutation = jest.fn(
    async (_mutation: EntityProviderMutation) => {},
  );

  beforeEach(() => {
    jest.useFakeTimers();
    applyMutation.mockReset();
  });
  afterEach(() => {
    provider.disconnect();
    jest.useRealTimers();
  });

  async function connect(clusters: Record<string, ClusterFixtureDescription>) {
    const fixture = createClusterFixture({ clusters });
    provider = ClusterEntityProvider.fromConfig(
      new ConfigReader({
        catalog: {
          providers: {
            groundcrewClusters: { owner: 'group:default/platform' },
          },
        },
      }),
      { clusters: fixture.service, logger: mockServices.logger.mock() },
    );
    await provider.connect({ applyMutation, refresh: async () => {} });
    return fixture;
  }

  /** Names and owners of what was last written. */
  function written() {
    const mutation = applyMutation.mock.lastCall?.[0];
    return mutation?.type === 'full'
      ? Object.fromEntries(
          mutation.entities.map(({ entity }) => [
            entity.metadata.name,
            entity.spec?.owner,
          ]),
        )
      : undefined;
  }

  it('writes every cluster, with its owner', async () => {
    await connect({ dev: { owner: 'group:default/checkout' }, prod: {} });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(applyMutation).toHaveBeenCalledTimes(1);
    expect(written()).toEqual({
      dev: 'group:default/checkout',
      prod: 'group:default/platform',
    });
  });

  it('writes clusters that come and go, those of a moment together', async () => {
    const { feed } = await connect({ prod: {} });
    await jest.advanceTimersByTimeAsync(2_000);
    feed.addCluster({ name: 'east', origin: 'registry' });
    feed.addCluster({ name: 'west', origin: 'registry' });
    feed.removeCluster('prod');
    await jest.advanceTimersByTimeAsync(3_000);
    expect(applyMutation).toHaveBeenCalledTimes(2);
    expect(Object.keys(written() ?? {})).toEqual(['east', 'west']);
  });

  it('writes nothing when only the state of a cluster changes', async () => {
    const fixture = await connect({ prod: {} });
    await jest.advanceTimersByTimeAsync(2_000);
    fixture.writer('prod').updateState({ state: 'unreachable', message: 'no' });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(applyMutation).toHaveBeenCalledTimes(1);
  });

  it('writes the same again after a while, in case something stood in its way', async () => {
    const fixture = await connect({ prod: {} });
    await jest.advanceTimersByTimeAsync(2_000);
    await jest.advanceTimersByTimeAsync(600_000);
    fixture.writer('prod').updateState({ state: 'unreachable', message: 'no' });
    await jest.advanceTimersByTimeAsync(3_000);
    expect(applyMutation).toHaveBeenCalledTimes(2);
    expect(Object.keys(written() ?? {})).toEqual(['prod']);
  });

  it('removes nothing before clusters could be found', async () => {
    const { feed } = await connect({});
    await jest.advanceTimersByTimeAsync(30_000);
    expect(applyMutation).not.toHaveBeenCalled();
    feed.addCluster({ name: 'prod', origin: 'config' });
    await jest.advanceTimersByTimeAsync(3_000);
    expect(Object.keys(written() ?? {})).toEqual(['prod']);
  });

  it('removes all when there really is none', async () => {
    await connect({});
    await jest.advanceTimersByTimeAsync(65_000);
    expect(written()).toEqual({});
    expect(applyMutation).toHaveBeenCalledTimes(1);
  });

  it('tries again when the catalog does not take it', async () => {
    applyMutation.mockRejectedValueOnce(new Error('no database'));
    await connect({ prod: {} });
    await jest.advanceTimersByTimeAsync(2_000);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(applyMutation).toHaveBeenCalledTimes(2);
  });

  it('writes nothing after it was disconnected', async () => {
    await connect({ prod: {} });
    provider.disconnect();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(applyMutation).not.toHaveBeenCalled();
  });
});
