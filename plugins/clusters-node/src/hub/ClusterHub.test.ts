import { createClusterHub } from './createClusterHub';

const pod = (name: string, resourceVersion: string, more: object = {}) => ({
  metadata: {
    name,
    namespace: 'shop',
    uid: `uid-${name}`,
    resourceVersion,
    labels: { app: 'checkout' },
  },
  ...more,
});

const nextTurn = () => new Promise(resolve => setImmediate(resolve));

describe('ClusterHub', () => {
  it('holds what is fed and tells of changes, those of one turn together', async () => {
    const { service, feed } = createClusterHub();
    const batches: string[][] = [];
    service.subscribe({ kinds: ['Pod'] }, changes =>
      batches.push(changes.map(change => `${change.type} ${change.name}`)),
    );
    const writer = feed.addCluster({ name: 'dev', origin: 'config' });
    await writer.replace('Pod', [[pod('a', '1'), pod('b', '2')]]);
    await nextTurn();
    writer.apply('Pod', 'MODIFIED', pod('a', '3'));
    writer.apply('Pod', 'DELETED', pod('b', '4'));
    writer.apply('Pod', 'MODIFIED', pod('a', '2'));
    await nextTurn();

    expect(batches).toEqual([
      ['added a', 'added b'],
      ['modified a', 'deleted b'],
    ]);
    expect(
      service
        .store('dev')
        .list('Pod')
        .map(p => p.metadata?.resourceVersion),
    ).toEqual(['3']);
  });
});
