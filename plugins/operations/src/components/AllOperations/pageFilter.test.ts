import { pageFilter } from './pageFilter';

const read = (query: string) => pageFilter.read(new URLSearchParams(query));

describe('pageFilter', () => {
  it('keeps in the address what is filtered by, and nothing else', () => {
    const query =
      'entity=checkout&cluster=prod&verb=kubernetes.scale&from=2026-01-01&cursor=c2&outcome=failed&outcome=refused';
    expect(pageFilter.write(read(query)).toString()).toBe(query);
    expect(pageFilter.write(read('outcome=nonsense&x=y')).toString()).toBe('');
  });

  it.each([
    ['', false],
    ['cursor=c2', false],
    ['actor=dana', true],
    ['outcome=failed', true],
  ])('with "%s", filters: %s', (query, expected) => {
    expect(pageFilter.isFiltering(read(query))).toBe(expected);
  });
});
