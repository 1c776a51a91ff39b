import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { createClusterFixture } from '../testUtils';
import { SignallingEntityInterest } from './SignallingEntityInterest';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    annotations: { 'backstage.io/kubernetes-id': 'checkout' },
  },
};

const deployment = (replicas: number) => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  labels: { backstage.io/kubernetes-id: checkout }
spec: { replicas: ${replicas} }
`;

describe('SignallingEntityInterest', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function create() {
    const fixture = createClusterFixture({
      clusters: { prod: { objects: deployment(1) } },
    });
    const publish = jest.fn(async (_signal: unknown) => {});
    const interest = SignallingEntityInterest.create({
      clusters: fixture.service,
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
    return { fixture, publish, interest };
  }

  it('tells a reader that the objects changed, and no more than that', async () => {
    const { fixture, publish, interest } = create();
    interest.renew({ entity, userRef: 'user:default/dana' });
    fixture.apply('prod', deployment(2));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(publish).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'user', entityRef: ['user:default/dana'] },
      channel: 'groundcrew-clusters:entity-changed',
      message: {
        entityRef: 'component:default/checkout',
        revision: fixture.service.objectsOf(entity).revision,
      },
    });
  });

  it('says nothing of objects of others', async () => {
    const { fixture, publish, interest } = create();
    interest.renew({ entity, userRef: 'user:default/dana' });
    fixture.apply('prod', deployment(2).replace(/checkout/g, 'cart'));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(publish).not.toHaveBeenCalled();
  });

  it('goes on when signals cannot be published', async () => {
    const { fixture, publish, interest } = create();
    publish.mockRejectedValue(new Error('no events'));
    interest.renew({ entity, userRef: 'user:default/dana' });
    for (const replicas of [2, 3]) {
      fixture.apply('prod', deployment(replicas));
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(publish).toHaveBeenCalledTimes(2);
  });
});
