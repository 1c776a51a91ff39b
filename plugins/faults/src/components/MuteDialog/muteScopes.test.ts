import { objectRef } from '../../__fixtures__';
import { muteScopes } from './muteScopes';

describe('muteScopes', () => {
  it('go from the object over its namespace to the cluster', () => {
    expect(muteScopes('oom-killed', objectRef())).toEqual([
      { reach: 'object', scope: { fault: 'oom-killed', ...objectRef() } },
      {
        reach: 'namespace',
        scope: {
          fault: 'oom-killed',
          cluster: 'prod',
          namespace: 'shop-checkout',
        },
      },
      { reach: 'cluster', scope: { fault: 'oom-killed', cluster: 'prod' } },
    ]);
  });

  it('have no namespace for what stands in none', () => {
    const node = objectRef({ kind: 'Node', namespace: undefined });
    expect(muteScopes('node-not-ready', node).map(one => one.reach)).toEqual([
      'object',
      'cluster',
    ]);
  });
});
