import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import request from 'supertest';
import catalogModule from './index';

jest.setTimeout(90_000);

describe('catalogModuleClusters', () => {
  it('makes a Resource of a cluster, with its relations', async () => {
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModule,
        createClusterFixture({
          clusters: {
            prod: { environment: 'prod', owner: 'group:default/platform' },
          },
        }).factory,
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

    let resource: Entity | undefined;
    const deadline = Date.now() + 60_000;
    while (!resource?.relations && Date.now() < deadline) {
      const { body, status } = await request(backend.server)
        .get('/api/catalog/entities/by-name/resource/default/prod')
        .set('Authorization', mockCredentials.user.header());
      resource = status === 200 ? body : undefined;
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
    await backend.stop();

    expect(resource).toMatchObject({
      spec: { type: 'kubernetes-cluster' },
      metadata: { annotations: { 'groundcrew.io/cluster': 'prod' } },
      relations: [
        { type: 'ownedBy', targetRef: 'group:default/platform' },
        { type: 'partOf', targetRef: 'system:default/shop' },
      ],
    });
  });
});
