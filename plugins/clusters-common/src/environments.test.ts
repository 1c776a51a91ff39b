import { compareEnvironments } from './environments';

describe('compareEnvironments', () => {
  const sorted = (environments: (string | undefined)[], order?: string[]) =>
    [...environments].sort((left, right) =>
      compareEnvironments(left, right, order),
    );

  it('puts environments in the usual order, unknown ones after them by name', () => {
    expect(
      sorted(['prod', 'sandbox', 'dev', 'edge', 'staging', 'test']),
    ).toEqual(['dev', 'test', 'staging', 'prod', 'edge', 'sandbox']);
  });

  it('follows the order of an installation', () => {
    expect(sorted(['dev', 'live', 'qa'], ['qa', 'live'])).toEqual([
      'qa',
      'live',
      'dev',
    ]);
  });

  it('puts what has no environment behind what has one in the order', () => {
    expect(compareEnvironments('prod', undefined)).toBeLessThan(0);
  });
});
