import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { EntityLinks } from '../entities';
import { CatalogDependencies } from './CatalogDependencies';

const component = (name: string, ...dependsOn: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': name },
  },
  relations: dependsOn.map(other => ({
    type: 'dependsOn',
    targetRef: `component:default/${other}`,
  })),
});

const deployment = (name: string, id: string, namespace = 'shop') => `
kind: Deployment
apiVersion: apps/v1
metadata: { name: ${name}, namespace: ${namespace}, labels: { backstage.io/kubernetes-id: ${id} } }
`;

const heard = () => new Promise(resolve => setImmediate(resolve));

describe('CatalogDependencies', () => {
  let entities: Entity[];
  let learnt: string[];

  async function start() {
    const fixture = createClusterFixture({
      clusters: {
        dev: {
          objects: [
            deployment('checkout-api', 'checkout'),
            deployment('cart', 'cart'),
            deployment('cart', 'cart', 'elsewhere'),
            deployment('other', 'unknown'),
          ].join('---'),
        },
      },
    });
    const catalog = catalogServiceMock.mock();
    catalog.streamEntities.mockImplementation(async function* list() {
      yield entities;
    });
    const links = EntityLinks.create({
      auth: mockServices.auth(),
      catalog,
      logger: mockServices.logger.mock(),
    });
    const dependencies = CatalogDependencies.create({
      clusters: fixture.service,
      links,
      onLearnt: (_, keys) => learnt.push(...keys),
    });
    dependencies.start();
    const of = (name: string, namespace = 'shop') =>
      dependencies.of('dev', { namespace, name });
    return { dependencies, fixture, links, of };
  }

  beforeEach(() => {
    learnt = [];
    entities = [
      component('checkout', 'cart', 'payments', 'mail'),
      component('cart'),
      component('payments'),
    ];
  });

  it('knows nothing before the catalog does', async () => {
    const { links, of } = await start();
    expect(of('checkout-api')).toBeUndefined();
    await links.refresh();
    expect(learnt).toEqual(['dependencies shop']);
    expect(of('checkout-api')).toEqual(['cart']);
    expect(of('cart')).toEqual([]);
    expect(of('cart', 'elsewhere')).toEqual([]);
    expect(of('other')).toBeUndefined();
  });

  it('learns of workloads that come and go, and of nothing that belongs to one', async () => {
    const { dependencies, fixture, links, of } = await start();
    await links.refresh();
    of('checkout-api');
    learnt = [];
    fixture.apply('dev', deployment('pay', 'payments'));
    await heard();
    expect(learnt).toEqual(['dependencies shop']);
    expect(of('checkout-api')).toEqual(['cart', 'pay']);
    learnt = [];
    fixture.apply(
      'dev',
      'kind: Job\nmetadata: { name: nightly-1, namespace: shop, ownerReferences: [{ kind: CronJob, name: nightly, uid: x, controller: true }] }',
    );
    await heard();
    expect(learnt).toEqual([]);
    dependencies.forget('dev');
    fixture.delete('dev', {
      kind: 'Deployment',
      namespace: 'shop',
      name: 'pay',
    });
    await heard();
    expect(learnt).toEqual([]);
    expect(of('checkout-api')).toEqual(['cart']);
    dependencies.stop();
  });
});
