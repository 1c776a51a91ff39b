import { mockServices } from '@backstage/backend-test-utils';
import { createClusterHub } from './createClusterHub';

const pod = (name: string, resourceVersion: number) => ({
  metadata: {
    name,
    namespace: 'shop',
    uid: `uid-${name}`,
    resourceVersion: String(resourceVersion),
    labels: { app: 'checkout' },
  },
});

const nextTurn = () => new Promise(resolve => setImmediate(resolve));

describe('subscribe', () => {
  it('hands over the changes of one turn together, to whom they concern', async () => {
    const { service, feed } = createClusterHub();
    const dev = feed.addCluster({ name: 'dev', origin: 'config' });
    const prod = feed.addCluster({ name: 'prod', origin: 'config' });
    const heard: Record<string, string[][]> = { pods: [], prod: [], all: [] };
    const listen = (name: string, filter: object) =>
      service.subscribe(filter, changes =>
        heard[name].push(changes.map(c => `${c.cluster} ${c.type} ${c.name}`)),
      );
    listen('pods', { kinds: ['Pod'] });
    listen('prod', { clusters: ['prod'] });
    const end = listen('all', {});
    await dev.replace('Pod', [[pod('a', 1)]]);
    prod.apply('Node', 'ADDED', { metadata: { name: 'n', uid: 'n' } });
    await nextTurn();
    end();
    dev.apply('Pod', 'MODIFIED', pod('a', 2));
    dev.apply('Pod', 'DELETED', pod('a', 3));
    await nextTurn();
    expect(heard).toEqual({
      pods: [['dev added a'], ['dev modified a', 'dev deleted a']],
      prod: [['prod added n']],
      all: [['dev added a', 'prod added n']],
    });
  });

  it('describes a change', async () => {
    const { service, feed } = createClusterHub();
    const changes: unknown[] = [];
    service.subscribe({}, batch => changes.push(...batch));
    feed.addCluster({ name: 'dev', origin: 'config' }).apply('Event', 'ADDED', {
      ...pod('e', 1),
      involvedObject: { uid: 'p' },
    } as object);
    await nextTurn();
    expect(changes).toEqual([
      {
        cluster: 'dev',
        type: 'added',
        kind: 'Event',
        namespace: 'shop',
        name: 'e',
        uid: 'uid-e',
        labels: {},
        ownerUids: ['p'],
      },
    ]);
  });

  it('goes on with the others when a subscriber throws, and says so', async () => {
    const logger = mockServices.logger.mock();
    const { service, feed } = createClusterHub({ logger });
    const subscriberFailed = jest.fn();
    feed.setMetrics({ subscriberFailed });
    const heard: string[] = [];
    service.subscribe({}, () => {
      throw new Error('broken');
    });
    service.subscribe({}, changes => heard.push(...changes.map(c => c.name)));
    feed
      .addCluster({ name: 'dev', origin: 'config' })
      .apply('Pod', 'ADDED', pod('a', 1));
    await nextTurn();
    expect(heard).toEqual(['a']);
    expect(subscriberFailed).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('broken'),
    );
  });
});

describe('clusters', () => {
  it('are told with their state, which is stale unless they are live', async () => {
    const { service, feed } = createClusterHub();
    const changed = jest.fn();
    const end = service.subscribeToClusters(changed);
    const writer = feed.addCluster({
      name: 'dev',
      title: 'Development',
      origin: 'config',
      environment: 'dev',
    });
    expect(service.freshness('dev')).toEqual({ observedAt: undefined });
    writer.updateState({ state: 'unreachable', message: 'refused' });
    const at = new Date('2026-01-01T00:00:00Z');
    writer.observed(at);
    // A clock that was set back, or two that report at once.
    writer.observed(new Date(0));
    await nextTurn();
    expect(changed).toHaveBeenCalledTimes(1);
    expect(service.clusters()).toMatchObject([
      {
        name: 'dev',
        title: 'Development',
        environment: 'dev',
        state: 'unreachable',
        message: 'refused',
        freshness: {
          observedAt: at.toISOString(),
          stale: { reason: 'refused' },
        },
      },
    ]);
    writer.updateState({ state: 'unreachable', message: 'refused' });
    await nextTurn();
    expect(changed).toHaveBeenCalledTimes(1);

    writer.updateState({ state: 'live', version: 'v1.34.4' });
    await nextTurn();
    expect(changed).toHaveBeenCalledTimes(2);
    expect(service.clusters()[0]).toMatchObject({
      message: undefined,
      version: 'v1.34.4',
    });
    expect(service.freshness('dev')).toEqual({ observedAt: at.toISOString() });
    end();
    feed.removeCluster('dev');
    feed.removeCluster('dev');
    await nextTurn();
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('name the kinds that are not synced, with reason and rule', () => {
    const { service, feed } = createClusterHub();
    const writer = feed.addCluster({ name: 'dev', origin: 'config' });
    const store = service.store('dev');
    for (const { kind } of store.kinds()) {
      writer.setKindState(kind, { state: 'synced' });
    }
    expect(service.clusters()[0].kinds).toEqual([]);
    const rule = { apiGroups: [''], resources: ['pods'], verbs: ['list'] };
    writer.setKindState('Pod', { state: 'forbidden', message: 'no', rule });
    writer.setKindState('Node', { state: 'stale', message: 'dropped' });
    expect(service.clusters()[0].kinds).toMatchObject([
      {
        kind: 'Node',
        state: 'stale',
        freshness: { stale: { reason: 'dropped' } },
      },
      {
        kind: 'Pod',
        apiVersion: 'v1',
        state: 'forbidden',
        message: 'no',
        rule,
      },
    ]);
    writer.setKindState('Node', { state: 'synced' });
    const at = new Date();
    writer.observed(at, 'Node');
    expect(store.freshness('Node')).toEqual({
      observedAt: at.toISOString(),
      stale: undefined,
    });
  });

  it('have one name each', () => {
    const { feed, service } = createClusterHub();
    feed.addCluster({ name: 'b', origin: 'config' });
    feed.addCluster({ name: 'a', origin: 'config' });
    expect(() => feed.addCluster({ name: 'a', origin: 'registry' })).toThrow(
      "There is already a cluster 'a'",
    );
    expect(service.clusters().map(({ name }) => name)).toEqual(['a', 'b']);
    expect(() => service.targetOf('c')).toThrow("There is no cluster 'c'");
  });

  it('take with them whoever still writes', async () => {
    const { feed, service } = createClusterHub();
    const old = feed.addCluster({ name: 'a', origin: 'config' });
    async function* pages() {
      yield [pod('a', 1)];
      feed.removeCluster('a');
      feed.addCluster({ name: 'a', origin: 'config' });
      yield [pod('b', 1)];
    }
    await old.replace('Pod', pages());
    old.updateState({ state: 'live' });
    old.setKindState('Pod', { state: 'synced' });
    old.observed(new Date());
    old.clear('Pod');
    expect(service.store('a').count('Pod')).toBe(0);
    expect(service.clusters()[0].state).toBe('connecting');
  });

  it('are counted, with the problems of those that were left out', async () => {
    const { feed, service } = createClusterHub();
    const changed = jest.fn();
    service.subscribeToClusters(changed);
    const writer = feed.addCluster({ name: 'dev', origin: 'config' });
    await writer.replace('Pod', [[pod('a', 1), pod('b', 1)]]);
    expect(feed.held()).toContainEqual({
      cluster: 'dev',
      kind: 'Pod',
      objects: 2,
    });
    feed.problems = [{ cluster: 'dev', message: 'two of that name' }];
    expect(feed.problems).toHaveLength(1);
    await nextTurn();
    expect(changed).toHaveBeenCalled();
  });
});
