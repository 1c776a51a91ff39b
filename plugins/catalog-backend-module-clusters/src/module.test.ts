import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import catalogModule from './index';

describe('catalogModuleClusters', () => {
  it('adds its provider to the catalog', async () => {
    const addEntityProvider = jest.fn();
    const backend = await startTestBackend({
      extensionPoints: [
        [catalogProcessingExtensionPoint, { addEntityProvider }],
      ],
      features: [
        catalogModule,
        createClusterFixture({ clusters: {} }).factory,
        mockServices.rootConfig.factory(),
      ],
    });
    const [provider] = addEntityProvider.mock.calls[0];
    expect(provider.getProviderName()).toBe('groundcrew-clusters');
    await backend.stop();
  });
});
