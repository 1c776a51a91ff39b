import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { deployment } from '../__testUtils__/objects';
import { CatalogCriticality } from './CatalogCriticality';

const CART = { kind: 'Deployment', namespace: 'shop', name: 'cart' };
const { service } = createClusterFixture({
  clusters: { prod: { objects: deployment('cart') } },
});
const store = service.store('prod');

const entityOf = (name: string, annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations },
});
const linked = (criticality: string, more: Record<string, string> = {}) =>
  entityOf(criticality.toLowerCase(), {
    'backstage.io/kubernetes-label-selector': 'app=cart',
    'groundcrew.io/criticality': criticality,
    ...more,
  });

describe('CatalogCriticality', () => {
  const logger = mockServices.logger.mock();
  const create = (entities: ReturnType<typeof entityOf>[]) =>
    CatalogCriticality.create({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities }),
      logger,
    });

  it.each([
    [
      'the worst of the entities of an object',
      [linked('low'), linked('High')],
      'high',
    ],
    ['what nobody knows', [linked('vital')], undefined],
    [
      'entities of other clusters',
      [linked('high', { 'backstage.io/kubernetes-cluster': 'dev' })],
      undefined,
    ],
    [
      'entities of other namespaces',
      [linked('high', { 'backstage.io/kubernetes-namespace': 'bank' })],
      undefined,
    ],
    [
      'entities without objects',
      [entityOf('a', { 'groundcrew.io/criticality': 'high' })],
      undefined,
    ],
  ])('reads %s', async (_, entities, expected) => {
    const criticality = create(entities);
    expect(criticality.of('prod', CART, store)).toBeUndefined();
    await criticality.refresh();
    expect(criticality.of('prod', CART, store)).toBe(expected);
  });

  it('says of what has no namespace nothing', async () => {
    const criticality = create([linked('high')]);
    await criticality.refresh();
    const node = { kind: 'Node', name: 'node-a' };
    expect(criticality.of('prod', node, store)).toBeUndefined();
  });

  it('holds to what the catalog said last, and complains once', async () => {
    const catalog = catalogServiceMock({ entities: [linked('high')] });
    const criticality = CatalogCriticality.create({
      auth: mockServices.auth(),
      catalog,
      logger,
    });
    await criticality.refresh(0);
    jest.spyOn(catalog, 'streamEntities').mockImplementation(() => {
      throw new Error('away');
    });
    await criticality.refresh(30_000);
    expect(logger.warn).not.toHaveBeenCalled();
    await criticality.refresh(60_000);
    await criticality.refresh(120_000);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(criticality.of('prod', CART, store)).toBe('high');
  });
});
