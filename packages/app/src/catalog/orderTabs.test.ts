import { orderTabs } from './orderTabs';

const overview = ['catalog', 'entity-content:catalog/overview'];
const dependencies = ['catalog', 'entity-content:catalog/dependencies'];
const docs = ['techdocs', 'entity-content:techdocs'];
const deployments = [
  'groundcrew-deployments',
  'entity-content:groundcrew-deployments',
];
const faults = ['groundcrew-faults', 'entity-content:groundcrew-faults'];
const apis = ['api-docs', 'entity-content:api-docs/apis'];

describe('orderTabs', () => {
  it.each([
    [
      [docs, dependencies, overview, deployments],
      [overview, deployments, dependencies, docs],
    ],
    // What the app does not know of stands in the middle, in its own order.
    [
      [docs, apis, faults, overview, dependencies, deployments],
      [overview, deployments, faults, apis, dependencies, docs],
    ],
    [[], []],
  ])('puts %j in order', (tabs, expected) => {
    expect(
      orderTabs(
        tabs,
        ([pluginId]) => pluginId,
        ([, id]) => id,
      ),
    ).toEqual(expected);
  });
});
