import {
  backendFilter,
  isFiltering,
  readFilter,
  writeFilter,
} from './filterParams';

const read = (query: string) => readFilter(new URLSearchParams(query));
const asked = (query: string) =>
  JSON.parse(
    JSON.stringify(backendFilter(read(query), 'current', 'user:default/dana')),
  );

describe('filterParams', () => {
  it('are written as they are read, without what they cannot mean', () => {
    const query =
      'environment=prod&entity=checkout&assignee=me&muted=true&cursor=c2&severity=P0&severity=P1';
    expect(
      writeFilter(read(`${query}&severity=P9&colour=red`)).toString(),
    ).toBe(query);
  });

  it.each([
    ['', false],
    ['cursor=c2', false],
    ['severity=P1', true],
    ['muted=true', true],
  ])('know whether "%s" filters', (query, expected) => {
    expect(isFiltering(read(query))).toBe(expected);
  });

  it.each([
    ['', {}],
    ['entity=checkout', { entityRef: 'component:default/checkout' }],
    ['entity=resource:shop/db', { entityRef: 'resource:shop/db' }],
    ['assignee=me', { assignee: 'user:default/dana' }],
    ['assignee=olivia', { assignee: 'user:default/olivia' }],
    ['assignee=group:default/x', { assignee: 'group:default/x' }],
    ['muted=true', { muted: true }],
    ['muted=maybe', {}],
    ['severity=P0&cluster=prod', { severity: ['P0'], cluster: ['prod'] }],
    [
      'fault=oom-killed&environment=dev',
      { fault: ['oom-killed'], environment: ['dev'] },
    ],
    ['from=yesterday', {}],
    ['cursor=c2', { cursor: 'c2' }],
  ])('ask the backend for "%s"', (query, expected) => {
    expect(asked(query)).toEqual({ state: 'current', ...expected });
  });

  it('take days as those of whoever looks, both included', () => {
    const { from, to } = asked('from=2026-01-31&to=2026-01-31');
    expect(Date.parse(to) - Date.parse(from)).toBe(24 * 60 * 60_000 - 1);
  });
});
