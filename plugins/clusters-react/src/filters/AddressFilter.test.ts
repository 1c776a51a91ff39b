import { AddressFilter } from './AddressFilter';

const filter = AddressFilter.create({
  texts: ['entity', 'from'],
  lists: { severity: ['P0', 'P1'], phase: ['open', 'resolved'] },
});
const read = (query: string) => filter.read(new URLSearchParams(query));

describe('AddressFilter', () => {
  it('reads what an address has, and leaves out what it cannot mean', () => {
    expect(
      read('severity=P1&severity=P9&severity=P0&entity=checkout&colour=red'),
    ).toEqual({
      entity: 'checkout',
      from: '',
      cursor: '',
      severity: ['P1', 'P0'],
      phase: [],
    });
  });

  it('is written as it is read, without what is empty', () => {
    const query =
      'entity=checkout&cursor=c2&severity=P0&severity=P1&phase=open';
    expect(filter.write(read(`${query}&from=&colour=red`)).toString()).toBe(
      query,
    );
  });

  it.each([
    ['', false],
    ['cursor=c2', false],
    ['severity=P9', false],
    ['entity=checkout', true],
    ['severity=P1', true],
  ])('knows whether "%s" filters', (query, expected) => {
    expect(filter.isFiltering(read(query))).toBe(expected);
  });
});
