import {
  backendFilter,
  isFiltering,
  readFilter,
  writeFilter,
} from './filterParams';

const read = (query: string) => readFilter(new URLSearchParams(query));

describe('filterParams', () => {
  it('keeps in the address what is filtered by, and nothing else', () => {
    const query =
      'entity=checkout&cluster=prod&verb=kubernetes.scale&from=2026-01-01&cursor=c2&outcome=failed&outcome=refused';
    expect(writeFilter(read(query)).toString()).toBe(query);
    expect(writeFilter(read('outcome=nonsense&x=y')).toString()).toBe('');
  });

  it.each([
    ['', false],
    ['cursor=c2', false],
    ['actor=dana', true],
    ['outcome=failed', true],
  ])('with %s, filters: %s', (query, expected) => {
    expect(isFiltering(read(query))).toBe(expected);
  });

  it.each([
    ['', {}],
    ['entity=checkout', { entityRef: 'component:default/checkout' }],
    ['entity=shop/checkout', { entityRef: 'component:shop/checkout' }],
    ['entity=resource:default/db', { entityRef: 'resource:default/db' }],
    ['actor=dana', { actor: 'user:default/dana' }],
    ['actor=plugin:groundcrew-faults', { actor: 'plugin:groundcrew-faults' }],
    ['cluster=prod', { cluster: ['prod'] }],
    ['verb=kubernetes.scale', { operation: ['kubernetes.scale'] }],
    ['outcome=failed', { phase: ['failed'] }],
    ['from=soon', {}],
  ])('asks the backend for %s', (query, expected) => {
    expect(JSON.parse(JSON.stringify(backendFilter(read(query))))).toEqual(
      expected,
    );
  });

  it('includes both days', () => {
    const { from, to } = backendFilter(read('from=2026-01-31&to=2026-01-31'));
    expect(Date.parse(to!) - Date.parse(from!)).toBe(24 * 3_600_000 - 1);
    expect(new Date(from!).getDate()).toBe(31);
    expect(new Date(from!).getHours()).toBe(0);
  });
});
