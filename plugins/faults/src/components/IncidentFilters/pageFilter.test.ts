import { pageFilter } from './pageFilter';

const read = (query: string) => pageFilter.read(new URLSearchParams(query));

describe('pageFilter', () => {
  it('is written as it is read, without what it cannot mean', () => {
    const query =
      'environment=prod&entity=checkout&assignee=me&muted=true&cursor=c2&severity=P0&severity=P1';
    expect(
      pageFilter.write(read(`${query}&severity=P9&colour=red`)).toString(),
    ).toBe(query);
  });

  it.each([
    ['', false],
    ['cursor=c2', false],
    ['severity=P1', true],
    ['muted=true', true],
  ])('knows whether "%s" filters', (query, expected) => {
    expect(pageFilter.isFiltering(read(query))).toBe(expected);
  });
});
