import { backendFilter } from './backendFilter';
import { pageFilter } from './pageFilter';

const read = (query: string) => pageFilter.read(new URLSearchParams(query));

describe('backendFilter', () => {
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
