import { deploymentsPlugin } from './plugin';

describe('deploymentsPlugin', () => {
  it('brings an api, a tab and a card', () => {
    expect(deploymentsPlugin.id).toBe('groundcrew-deployments');
    for (const id of [
      'api:groundcrew-deployments',
      'entity-content:groundcrew-deployments',
      'entity-card:groundcrew-deployments',
    ] as const) {
      expect(deploymentsPlugin.getExtension(id)).toBeDefined();
    }
  });
});
