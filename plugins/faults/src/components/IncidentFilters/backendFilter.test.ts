import { backendFilter } from './backendFilter';
import { pageFilter } from './pageFilter';

const read = (query: string) => pageFilter.read(new URLSearchParams(query));
const asked = (query: string) =>
  JSON.parse(
    JSON.stringify(backendFilter(read(query), 'current', 'user:default/dana')),
  );

describe('backendFilter', () => {
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
  ])('asks the backend for "%s"', (query, expected) => {
    expect(asked(query)).toEqual({ state: 'current', ...expected });
  });

  it('takes days as those of whoever looks, both included', () => {
    const { from, to } = asked('from=2026-01-31&to=2026-01-31');
    expect(Date.parse(to) - Date.parse(from)).toBe(24 * 60 * 60_000 - 1);
  });
});
