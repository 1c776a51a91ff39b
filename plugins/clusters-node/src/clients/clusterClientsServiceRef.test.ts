import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { clusterFeedServiceRef } from '../clustersServiceRef';
import { createClusterHub } from '../hub/createClusterHub';
import { createClusterFixture } from '../testUtils';
import type { ClusterClient } from './ClusterClient';
import type { ClusterClients } from './ClusterClients';
import { clusterClientsServiceRef } from './clusterClientsServiceRef';

const createClient = () => ({ get: jest.fn() } as unknown as ClusterClient);

function changer(pluginId: string, found: (clients: ClusterClients) => void) {
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { clients: clusterClientsServiceRef },
        init: async ({ clients }) => found(clients),
      });
    },
  });
}

describe('clusterClientsServiceRef', () => {
  it('gives operations the clients that the clusters plugin provides', async () => {
    const client = createClient();
    const found: ClusterClients[] = [];
    const backend = await startTestBackend({
      features: [
        changer('groundcrew-operations', clients => found.push(clients)),
        createBackendPlugin({
          pluginId: 'groundcrew-clusters',
          register(env) {
            env.registerInit({
              deps: { feed: clusterFeedServiceRef },
              async init({ feed }) {
                const description = { name: 'dev', origin: 'config' } as const;
                feed.addCluster(description).provideClient(client);
              },
            });
          },
        }),
      ],
    });
    expect(found[0].client('dev')).toBe(client);
    await backend.stop();
  });

  it.each(['groundcrew-clusters', 'groundcrew-deployments', 'intruder'])(
    'lets %s change nothing',
    async pluginId => {
      await expect(
        startTestBackend({ features: [changer(pluginId, () => {})] }),
      ).rejects.toThrow(`Plugin '${pluginId}' may not change clusters`);
    },
  );

  it('can be a fixture, with clients of its own', async () => {
    const fixture = createClusterFixture({ clusters: { dev: {} } });
    const client = createClient();
    fixture.writer('dev').provideClient(client);
    const found: ClusterClients[] = [];
    const backend = await startTestBackend({
      features: [
        fixture.factory,
        changer('groundcrew-operations', clients => found.push(clients)),
      ],
    });
    expect(found).toEqual([fixture.clients]);
    expect(fixture.clients.client('dev')).toBe(client);
    await backend.stop();
  });
});

describe('the clients of a hub', () => {
  const start = () => {
    const { feed, clients } = createClusterHub();
    const add = () => feed.addCluster({ name: 'dev', origin: 'config' });
    return { feed, clients, add };
  };

  it('know no cluster that is not there, and none that nobody can reach', () => {
    const { clients, add } = start();
    expect(() => clients.client('dev')).toThrow(NotFoundError);
    add();
    expect(() => clients.client('dev')).toThrow(ServiceUnavailableError);
  });

  it('forget the client of a cluster that is removed, also when one of the name comes', () => {
    const { feed, clients, add } = start();
    const [first, second, late] = [1, 2, 3].map(createClient);
    const writer = add();
    writer.provideClient(first);
    expect(clients.client('dev')).toBe(first);
    feed.removeCluster('dev');
    expect(() => clients.client('dev')).toThrow(NotFoundError);
    add().provideClient(second);
    writer.provideClient(late);
    expect(clients.client('dev')).toBe(second);
  });
});
