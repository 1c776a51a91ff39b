import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { KeptLists } from './KeptLists';

const pod = (name: string, version = '1') => `
kind: Pod
metadata: { name: ${name}, namespace: shop, annotations: { version: '${version}' } }
---
`;

describe('KeptLists', () => {
  function setUp() {
    const lists = KeptLists.create();
    const fixture = createClusterFixture({
      clusters: { dev: { objects: pod('a') + pod('b') } },
    });
    fixture.service.subscribe({}, changes =>
      changes.forEach(change => lists.changed(change)),
    );
    const store = fixture.service.store('dev');
    const list = jest.spyOn(store, 'list');
    const get = jest.spyOn(store, 'get');
    return {
      lists,
      fixture,
      list,
      get,
      heard: () => new Promise(resolve => setImmediate(resolve)),
      seen: (now = 0) =>
        lists
          .list('Pod', store, now)
          .map(
            ({ metadata }) =>
              `${metadata?.name} ${metadata?.annotations?.version}`,
          )
          .sort(),
    };
  }

  it('reads all once, and then what has changed', async () => {
    const { fixture, get, heard, list, seen } = setUp();
    await heard();
    expect(seen()).toEqual(['a 1', 'b 1']);
    expect(seen()).toEqual(['a 1', 'b 1']);
    fixture.apply('dev', pod('b', '2') + pod('c'));
    fixture.delete('dev', { kind: 'Pod', namespace: 'shop', name: 'a' });
    await heard();
    // The fixture has asked as well.
    get.mockClear();
    expect(seen()).toEqual(['b 2', 'c 1']);
    expect(list).toHaveBeenCalledTimes(1);
    expect(get).toHaveBeenCalledTimes(3);
  });

  it('lets go of what nobody asks for', async () => {
    const { lists, list, seen } = setUp();
    seen(1_000);
    lists.letGoOfUnused(61_000);
    seen(61_000);
    expect(list).toHaveBeenCalledTimes(1);
    lists.letGoOfUnused(121_001);
    seen(121_001);
    expect(list).toHaveBeenCalledTimes(2);
  });
});
