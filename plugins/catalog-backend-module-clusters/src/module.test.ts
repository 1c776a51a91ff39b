import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import request from 'supertest';
import catalogModule from './index';

jest.setTimeout(90_000);

describe('catalogModuleClusters', () => {
  let backend: TestBackend;
  afterEach(() => backend.stop());

  async function start(
    fixture: ReturnType<typeof createClusterFixture>,
    features: BackendFeature[] = [],
  ) {
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModule,
        fixture.factory,
        ...features,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              processingInterval: { seconds: 5 },
              providers: {
                groundcrewClusters: { system: 'system:default/shop' },
              },
            },
          },
        }),
      ],
    });
  }

  /** The Resource as soon as the catalog has worked out its relations. */
  async function resource(name: string): Promise<Entity> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      const { body, status } = await request(backend.server)
        .get(`/api/catalog/entities/by-name/resource/default/${name}`)
        .set('Authorization', mockCredentials.user.header());
      if (status === 200 && body.relations) {
        return body;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
    throw new Error(`there is no Resource ${name}`);
  }

  it('makes a Resource of a cluster, with its relations', async () => {
    await start(
      createClusterFixture({
        clusters: {
          prod: { environment: 'prod', owner: 'group:default/platform' },
        },
      }),
    );
    expect(await resource('prod')).toMatchObject({
      spec: { type: 'kubernetes-cluster' },
      metadata: { annotations: { 'groundcrew.io/cluster': 'prod' } },
      relations: [
        { type: 'ownedBy', targetRef: 'group:default/platform' },
        { type: 'partOf', targetRef: 'system:default/shop' },
      ],
    });
  });

  it('leaves a Resource that somebody wrote under the same name as it is, says so, and writes the others', async () => {
    const fixture = createClusterFixture({ clusters: {} });
    const logger = mockServices.logger.mock();
    logger.child.mockImplementation(() => logger);
    let connection: EntityProviderConnection | undefined;
    const provider = createBackendModule({
      pluginId: 'catalog',
      moduleId: 'hand-written',
      register(reg) {
        reg.registerInit({
          deps: { catalog: catalogProcessingExtensionPoint },
          async init({ catalog }) {
            catalog.addEntityProvider({
              getProviderName: () => 'hand-written',
              connect: async given => {
                connection = given;
              },
            });
          },
        });
      },
    });
    await start(fixture, [provider, logger.factory]);
    await connection?.applyMutation({
      type: 'full',
      entities: [
        {
          locationKey: 'url:https://example.com/catalog-info.yaml',
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Resource',
            metadata: {
              name: 'prod',
              annotations: {
                'backstage.io/managed-by-location': 'url:https://example.com',
                'backstage.io/managed-by-origin-location':
                  'url:https://example.com',
              },
            },
            spec: { type: 'database', owner: 'group:default/storage' },
          },
        },
      ],
    });
    await resource('prod');

    for (const name of ['prod', 'dev']) {
      fixture.feed.addCluster({ name, origin: 'config' });
    }
    expect(await resource('dev')).toMatchObject({
      spec: { type: 'kubernetes-cluster' },
    });
    expect((await resource('prod')).spec).toEqual({
      type: 'database',
      owner: 'group:default/storage',
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/conflict.*resource:default\/prod/i),
    );
    // The cluster itself is watched and shown as any other.
    expect(fixture.service.clusters().map(({ name }) => name)).toEqual([
      'dev',
      'prod',
    ]);
  });
});
