import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EntityLinks } from './EntityLinks';

function entity(
  name: string,
  annotations: Record<string, string>,
  relations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    relations: Object.entries(relations).map(([targetRef, type]) => ({
      type,
      targetRef,
    })),
  };
}

const id = (value: string) => ({ 'backstage.io/kubernetes-id': value });

const ENTITIES = [
  entity(
    'checkout',
    { ...id('checkout'), 'groundcrew.io/criticality': 'Critical' },
    {
      'component:default/cart': 'dependsOn',
      'api:default/payments-api': 'consumesApi',
      'component:default/checkout': 'dependsOn',
      'group:default/checkout': 'ownedBy',
    },
  ),
  entity(
    'cart',
    {
      'backstage.io/kubernetes-label-selector': 'app=cart,tier!=test',
      'backstage.io/kubernetes-namespace': 'shop',
      'backstage.io/kubernetes-cluster': 'one',
    },
    {},
  ),
  entity(
    'payments',
    { ...id('payments'), 'groundcrew.io/criticality': 'enormous' },
    { 'api:default/payments-api': 'providesApi' },
  ),
  entity('broken', { 'backstage.io/kubernetes-label-selector': 'a in (' }),
  entity('unlinked', {}, { 'component:default/cart': 'dependsOn' }),
];

function linksOf(
  entities: Entity[],
  more: Partial<Parameters<typeof EntityLinks.create>[0]> = {},
) {
  const catalog = catalogServiceMock({ entities });
  const logger = mockServices.logger.mock();
  const links = EntityLinks.create({
    auth: mockServices.auth(),
    catalog,
    logger,
    refreshMs: 3_600_000,
    ...more,
  });
  return { catalog, links, logger };
}

const labelled = (labels: Record<string, string>) => ({
  cluster: 'one',
  namespace: 'shop',
  labels,
});

describe('EntityLinks', () => {
  it('knows nothing until the catalog has answered', async () => {
    const { links } = linksOf(ENTITIES);
    const place = labelled({ 'backstage.io/kubernetes-id': 'checkout' });
    expect(links.isKnown).toBe(false);
    expect(links.entitiesOf(place)).toEqual([]);
    const changes = jest.fn();
    links.subscribe(changes);
    await links.refresh();
    await links.refresh();
    expect(changes).toHaveBeenCalledTimes(1);
    expect(links.isKnown).toBe(true);
    expect(links.entitiesOf(place)).toMatchObject([
      {
        ref: 'component:default/checkout',
        criticality: 'critical',
        dependsOn: ['component:default/cart', 'component:default/payments'],
      },
    ]);
  });

  it.each([
    ['the values of a selector', labelled({ app: 'cart' }), ['cart']],
    ['what a selector rules out', labelled({ app: 'cart', tier: 'test' }), []],
    [
      'another namespace',
      { ...labelled({ app: 'cart' }), namespace: 'other' },
      [],
    ],
    ['another cluster', { ...labelled({ app: 'cart' }), cluster: 'two' }, []],
    ['no labels', { ...labelled({}), labels: undefined }, []],
    [
      'an id',
      labelled({ 'backstage.io/kubernetes-id': 'payments' }),
      ['payments'],
    ],
  ])('goes by %s', async (_, place, expected) => {
    const { links } = linksOf(ENTITIES);
    await links.refresh();
    expect(links.entitiesOf(place).map(({ ref }) => ref)).toEqual(
      expected.map(name => `component:default/${name}`),
    );
  });

  it('takes a criticality that it does not know for none', async () => {
    const { links } = linksOf(ENTITIES);
    await links.refresh();
    expect(links.entity('Component:default/payments')).toMatchObject({
      criticality: undefined,
    });
    expect(links.entity('component:default/unlinked')).toBeUndefined();
  });

  it('finds the entities of a workload by its pods as well', async () => {
    const { links } = linksOf(ENTITIES);
    await links.refresh();
    const workload = {
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop', labels: { app: 'cart' } },
      spec: {
        template: {
          metadata: {
            labels: { app: 'cart', 'backstage.io/kubernetes-id': 'checkout' },
          },
        },
      },
    };
    expect(
      links.entitiesOfWorkload('one', workload).map(({ ref }) => ref),
    ).toEqual(['component:default/cart', 'component:default/checkout']);
  });

  it('keeps what it knows while the catalog is away, and says so once', async () => {
    const { catalog, links, logger } = linksOf(ENTITIES);
    await links.refresh();
    jest.spyOn(catalog, 'streamEntities').mockImplementation(() => {
      throw new Error('away');
    });
    await links.refresh();
    await links.refresh();
    expect(links.entitiesOf(labelled({ app: 'cart' }))).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('asks from its start on, and not after its end', async () => {
    const { links } = linksOf(ENTITIES);
    const known = new Promise<void>(resolve => {
      links.subscribe(resolve);
    });
    links.start();
    await known;
    links.stop();
    expect(links.entitiesOf(labelled({ app: 'cart' }))).toHaveLength(1);
  });

  it('asks a catalog that has nothing yet again, soon', async () => {
    const { catalog, links } = linksOf(ENTITIES, { emptyRefreshMs: 1 });
    const asked = jest
      .spyOn(catalog, 'streamEntities')
      .mockImplementationOnce(async function* empty() {});
    const known = new Promise<void>(resolve => {
      links.subscribe(
        () => links.entity('component:default/cart') && resolve(),
      );
    });
    links.start();
    await known;
    links.stop();
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
