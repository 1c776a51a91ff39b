import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { Targets } from './Targets';

const CHECKOUT = `
kind: Deployment
metadata: { name: checkout, namespace: shop }
`;

describe('Targets', () => {
  const target = {
    cluster: 'dev',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'checkout',
  };

  function create() {
    const fixture = createClusterFixture({
      clusters: { dev: { objects: CHECKOUT } },
    });
    const targets = Targets.create({
      clusters: fixture.service,
      clients: fixture.clients,
      maxReplicas: 50,
    });
    return { targets, dev: fixture.writer('dev') };
  }

  it('locates nothing by halves: what is missing may only not be read yet', async () => {
    const { dev, targets } = create();
    dev.setKindState('ReplicaSet', { state: 'pending' });
    expect(targets.isBeingRead('dev')).toBe(true);
    await expect(targets.locate(target)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/dev holds is still being read/),
    });
    dev.setKindState('ReplicaSet', { state: 'synced' });
    expect(targets.isBeingRead('dev')).toBe(false);
    expect((await targets.locate(target)).target).toMatchObject(target);
  });

  it('does not know a cluster yet that nobody has told of, just after a start', () => {
    expect(create().targets.isBeingRead('prod')).toBe(true);
  });

  it('waits no longer than a minute for what cannot be read, or was removed', async () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    const { dev, targets } = create();
    dev.setKindState('ReplicaSet', { state: 'pending' });
    now.mockReturnValue(59_999);
    expect(targets.isBeingRead('dev')).toBe(true);
    now.mockReturnValue(60_000);
    expect(targets.isBeingRead('dev')).toBe(false);
    expect(targets.isBeingRead('prod')).toBe(false);
    await targets.locate(target);
    now.mockRestore();
  });
});
