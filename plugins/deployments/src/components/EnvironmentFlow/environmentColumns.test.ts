import { place } from '../../__fixtures__';
import { environmentColumns } from './environmentColumns';

describe('environmentColumns', () => {
  it('puts the places of an environment together and keeps their order', () => {
    const columns = environmentColumns([
      place('dev', 'dev-1'),
      place('prod', 'prod-eu'),
      place('prod', 'prod-us'),
      { ...place('', 'edge'), environment: undefined },
    ]);
    expect(
      columns.map(column => [
        column.environment,
        column.places.map(each => each.cluster).join(),
      ]),
    ).toEqual([
      ['dev', 'dev-1'],
      ['prod', 'prod-eu,prod-us'],
      [undefined, 'edge'],
    ]);
  });
});
