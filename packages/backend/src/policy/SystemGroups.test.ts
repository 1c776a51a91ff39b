import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { SystemGroups } from './SystemGroups';

function component(name: string, owner: string, system?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    relations: [
      { type: 'ownedBy', targetRef: owner },
      ...(system ? [{ type: 'partOf', targetRef: system }] : []),
    ],
  };
}

const entities = [
  component('checkout', 'group:default/checkout', 'system:default/shop'),
  component('storefront', 'group:default/storefront', 'system:default/shop'),
  component('intern', 'user:default/ines', 'system:default/shop'),
  component('ledger', 'group:default/finance', 'system:default/books'),
  component('report', 'group:default/storefront', 'system:default/books'),
  component('wiki', 'group:default/office'),
];

function systemGroups(catalog = catalogServiceMock({ entities })) {
  return SystemGroups.create({
    auth: mockServices.auth(),
    catalog,
    logger: mockServices.logger.mock(),
  });
}

describe('SystemGroups', () => {
  it.each([
    ['checkout', ['checkout', 'storefront']],
    // In two Systems: the neighbours in both.
    ['storefront', ['checkout', 'finance', 'storefront']],
    ['office', ['office']],
    ['nobody-knows', ['nobody-knows']],
  ])('knows the neighbours of %s', async (group, neighbours) => {
    const found = await systemGroups().neighboursOf([`group:default/${group}`]);
    expect([...found].sort()).toEqual(
      neighbours.map(name => `group:default/${name}`),
    );
  });

  it('asks the catalog once for several people of a team', async () => {
    const catalog = catalogServiceMock.mock({
      getEntities: jest.fn(async () => ({ items: entities.slice(0, 1) })),
    });
    const groups = systemGroups(catalog);
    await Promise.all([
      groups.neighboursOf(['group:default/a', 'group:default/b']),
      groups.neighboursOf(['group:default/b', 'group:default/a']),
    ]);
    expect(catalog.getEntities).toHaveBeenCalledTimes(2);
  });

  it('leaves a team with what it owns while the catalog fails, and asks again', async () => {
    const getEntities = jest
      .fn()
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValue({ items: entities.slice(0, 2) });
    const groups = systemGroups(catalogServiceMock.mock({ getEntities }));
    const own = ['group:default/checkout'];
    expect(await groups.neighboursOf(own)).toEqual(own);
    expect(await groups.neighboursOf(own)).toEqual([
      'group:default/checkout',
      'group:default/storefront',
    ]);
  });
});
