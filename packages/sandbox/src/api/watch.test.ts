import {
  KubeConfig,
  CoreV1Api,
  Watch,
  makeInformer,
  ADD,
  UPDATE,
  DELETE,
  V1ConfigMap,
} from '@kubernetes/client-node';
import { kubeconfigOf } from '../kubeconfig';
import {
  MANAGER,
  TestCluster,
  createTestCluster,
} from '../testing/createTestCluster';
import { openStream } from '../testing/request';
import { ConfigMaps } from './resources';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

describe('watches', () => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await createTestCluster();
  });

  afterEach(async () => {
    await test.stop();
  });

  const create = (
    name: string,
    labels: Record<string, string> = { set: 'x' },
  ) =>
    test.cluster.api.create(
      ConfigMaps,
      { metadata: { name, namespace: 'default', labels }, data: {} },
      MANAGER,
    );
  const change = (name: string, labels: Record<string, string>, data = {}) =>
    test.cluster.api.modify(
      ConfigMaps,
      { namespace: 'default', name },
      draft => {
        draft.metadata.labels = labels;
        draft.data = data;
      },
      MANAGER,
    );
  const remove = (name: string) =>
    test.cluster.api.delete(ConfigMaps, { namespace: 'default', name });
  const watch = (query: string, headers?: Record<string, string>) =>
    openStream(test.cluster, `${CONFIG_MAPS}?watch=1&${query}`, { headers });
  const told = (events: any[]) =>
    events.map(({ type, object }) => [type, object.metadata.name]);
  const now = () => test.cluster.store.resourceVersion;

  it('tell what happened since a version, then what happens', async () => {
    const from = now();
    create('a');
    const stream = await watch(`resourceVersion=${from}`);
    await stream.until(1);
    change('a', { set: 'y' });
    remove('a');
    await stream.until(3);
    expect(told(stream.events())).toEqual([
      ['ADDED', 'a'],
      ['MODIFIED', 'a'],
      ['DELETED', 'a'],
    ]);
    const versions = stream
      .events()
      .map(({ object }) => Number(object.metadata.resourceVersion));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions[2]).toBe(now());
    stream.close();
  });

  it('begin with everything when no version is given', async () => {
    create('a');
    const stream = await watch('labelSelector=set%3Dx');
    await stream.until(1);
    expect(told(stream.events())).toEqual([['ADDED', 'a']]);
    expect(stream.events()[0].object.kind).toBe('ConfigMap');
    stream.close();
  });

  it('show objects come into a selection and leave it', async () => {
    create('a', { set: 'other' });
    const stream = await watch(
      `labelSelector=set%3Dx&resourceVersion=${now()}`,
    );
    change('a', { set: 'x' }, { seen: '1' });
    change('a', { set: 'x' }, { seen: '2' });
    change('a', { set: 'other' }, { seen: '3' });
    remove('a');
    create('end');
    await stream.until(4);
    expect(
      stream.events().map(({ type, object }) => [type, object.data.seen]),
    ).toEqual([
      ['ADDED', '1'],
      ['MODIFIED', '2'],
      // As it was last selected.
      ['DELETED', '2'],
      ['ADDED', undefined],
    ]);
    stream.close();
  });

  it('select by field and namespace', async () => {
    const stream = await watch(
      `fieldSelector=metadata.name%3Db&resourceVersion=${now()}`,
    );
    create('a');
    test.cluster.api.create(
      ConfigMaps,
      { metadata: { name: 'b', namespace: 'kube-system' } },
      MANAGER,
    );
    create('b');
    await stream.until(1);
    expect(stream.events()[0].object.metadata.namespace).toBe('default');
    stream.close();
  });

  it('say that a version is too old, in the stream', async () => {
    create('a');
    test.cluster.store.compact();
    for (const version of [1, now() - 1]) {
      const stream = await watch(`resourceVersion=${version}`);
      await stream.ended;
      expect(stream.status).toBe(200);
      expect(stream.events()).toEqual([
        {
          type: 'ERROR',
          object: expect.objectContaining({
            kind: 'Status',
            code: 410,
            reason: 'Expired',
            message: `too old resource version: ${version} (${now()})`,
          }),
        },
      ]);
    }
  });

  it.each([
    ['resourceVersion=nonsense', 500],
    ['resourceVersionMatch=Exact&resourceVersion=5', 422],
    ['sendInitialEvents=true', 422],
    ['labelSelector=a%20b%20c', 400],
  ])('refuse %s with %d', async (query, status) => {
    const stream = await watch(query);
    await stream.ended;
    expect(stream.status).toBe(status);
  });

  it('send bookmarks each minute to whoever wants them', async () => {
    const stream = await watch(
      `allowWatchBookmarks=true&resourceVersion=${now()}`,
    );
    const without = await watch(`resourceVersion=${now()}`);
    test.clock.advance(60_000);
    await stream.until(1);
    expect(stream.events()[0]).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: { resourceVersion: String(now()) },
      },
    });
    expect(without.events()).toEqual([]);
    stream.close();
    without.close();
  });

  it('mark the end of the initial events', async () => {
    create('a');
    const stream = await watch(
      'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&labelSelector=set',
    );
    await stream.until(2);
    expect(told(stream.events())[0]).toEqual(['ADDED', 'a']);
    expect(stream.events()[1].object.metadata.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
    stream.close();
  });

  it('end after their time', async () => {
    const stream = await watch(`timeoutSeconds=10&resourceVersion=${now()}`);
    test.clock.advance(9_999);
    create('a');
    await stream.until(1);
    test.clock.advance(1);
    await expect(stream.ended).resolves.toContain('ADDED');
  });

  it('send metadata only where that is asked for', async () => {
    create('a');
    const stream = await watch('labelSelector=set', {
      accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    });
    await stream.until(1);
    expect(stream.events()[0].object.kind).toBe('PartialObjectMetadata');
    expect(stream.events()[0].object).not.toHaveProperty('data');
    stream.close();
  });

  it('end when their token ends', async () => {
    const { admin } = test.cluster.tokens;
    const stream = await watch(`resourceVersion=${now()}`);
    test.cluster.server.endStreams(admin);
    await expect(stream.ended).resolves.toBe('');
  });

  describe('with @kubernetes/client-node', () => {
    const config = () => {
      const kubeConfig = new KubeConfig();
      kubeConfig.loadFromString(kubeconfigOf([test.cluster]));
      return kubeConfig;
    };

    it('feed an informer', async () => {
      const core = config().makeApiClient(CoreV1Api);
      create('before');
      const seen: string[] = [];
      const informer = makeInformer<V1ConfigMap>(
        config(),
        CONFIG_MAPS,
        () => core.listNamespacedConfigMap({ namespace: 'default' }),
        'set=x',
      );
      const arrival = new Promise<void>(resolve => {
        for (const verb of [ADD, UPDATE, DELETE] as const) {
          informer.on(verb, object => {
            seen.push(`${verb} ${object.metadata?.name}`);
            if (verb === DELETE) resolve();
          });
        }
      });
      const connected = new Promise<void>(resolve => {
        informer.on('connect', () => resolve());
      });
      await informer.start();
      await connected;
      create('after');
      change('after', { set: 'x' }, { a: '1' });
      remove('after');
      await arrival;
      await informer.stop();
      expect(seen.filter(line => !line.includes('root-ca'))).toEqual([
        'add before',
        'add after',
        'update after',
        'delete after',
      ]);
    });

    it('report the end of a version to a watch', async () => {
      create('a');
      test.cluster.store.compact();
      const seen: string[] = [];
      const failure = await new Promise(resolve => {
        void new Watch(config()).watch(
          CONFIG_MAPS,
          { resourceVersion: '1' },
          (type, object) => seen.push(`${type} ${object.code}`),
          resolve,
        );
      });
      expect([...seen, JSON.stringify(failure)].join()).toContain('410');
    });
  });
});
