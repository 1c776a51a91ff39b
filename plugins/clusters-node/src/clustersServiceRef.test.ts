import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import type { ClusterFeed } from './ClusterFeed';
import type { ClustersService } from './ClustersService';
import {
  clusterFeedServiceRef,
  clustersServiceRef,
} from './clustersServiceRef';
import { createClusterFixture } from './testUtils';

function reader(pluginId: string, found: (service: ClustersService) => void) {
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { clusters: clustersServiceRef, logger: coreServices.logger },
        init: async ({ clusters }) => found(clusters),
      });
    },
  });
}

function feeder(pluginId: string, found: (feed: ClusterFeed) => void) {
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { feed: clusterFeedServiceRef },
        init: async ({ feed }) => found(feed),
      });
    },
  });
}

describe('clustersServiceRef', () => {
  it('is one hub for all plugins, which the clusters plugin alone feeds', async () => {
    const services: ClustersService[] = [];
    const backend = await startTestBackend({
      features: [
        reader('deployments', service => services.push(service)),
        reader('faults', service => services.push(service)),
        feeder('groundcrew-clusters', feed =>
          feed.addCluster({ name: 'dev', origin: 'config' }),
        ),
      ],
    });
    expect(services.map(service => service.clusters()[0].name)).toEqual([
      'dev',
      'dev',
    ]);
    await backend.stop();
  });

  it('lets no other plugin write', async () => {
    await expect(
      startTestBackend({ features: [feeder('intruder', () => {})] }),
    ).rejects.toThrow(
      "Plugin 'intruder' may not write to the clusters service",
    );
  });

  it('can be a fixture, with its feed', async () => {
    const fixture = createClusterFixture({ clusters: { dev: {} } });
    const found: string[] = [];
    const backend = await startTestBackend({
      features: [
        fixture.factory,
        reader('deployments', service =>
          found.push(...service.clusters().map(({ name }) => name)),
        ),
        feeder('groundcrew-clusters', feed => expect(feed).toBe(fixture.feed)),
      ],
    });
    expect(found).toEqual(['dev']);
    await backend.stop();
  });
});
