import { mockServices } from '@backstage/backend-test-utils';
import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { answer, answerStatus } from '../__testUtils__/answer';
import { pathOf } from '../__testUtils__/scriptedKinds';
import { ScriptedApiServer } from '../__testUtils__/ScriptedApiServer';
import { WatchedCluster } from '../WatchedCluster';
import type { ReflectorTiming } from './timing';

// Only bounds: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

const quick: Partial<ReflectorTiming> = {
  backoffMs: 20,
  maxBackoffMs: 100,
  forbiddenMs: 100,
  absentMs: 60_000,
  probeMs: 50,
  maxProbeRetryMs: 100,
};

describe('reflection of a cluster', () => {
  let server: ScriptedApiServer;
  let watched: WatchedCluster | undefined;
  let hub: ReturnType<typeof createClusterHub>;

  const start = (timing: Partial<ReflectorTiming> = {}) => {
    watched = WatchedCluster.start({
      description: {
        name: 'dev',
        origin: 'config',
        kinds: WATCHED_KINDS.filter(({ kind }) =>
          ['ConfigMap', 'Secret', 'Service', 'Rollout'].includes(kind),
        ),
      },
      connection: server.connection,
      feed: hub.feed,
      logger: mockServices.logger.mock(),
      timing: { ...quick, ...timing },
    });
  };
  const names = (kind = 'ConfigMap') =>
    hub.service
      .store('dev')
      .list(kind)
      .map(({ metadata }) => metadata?.name)
      .sort();
  const stateOf = (kind = 'ConfigMap') => {
    const found = hub.service
      .store('dev')
      .kinds()
      .find(each => each.kind === kind);
    if (!found) throw new Error(`no ${kind}`);
    return found;
  };
  const cluster = () => hub.service.clusters()[0];
  const synced = () =>
    eventually(
      () =>
        server.openWatches('ConfigMap') === 1 && stateOf().state === 'synced',
    );

  beforeEach(async () => {
    server = await ScriptedApiServer.start({
      kinds: ['ConfigMap', 'Secret', 'Service', 'CustomResourceDefinition'],
    });
    hub = createClusterHub();
    server.put('ConfigMap', 'a');
  });

  afterEach(async () => {
    await watched?.stop();
    watched = undefined;
    await server.stop();
  });

  it('lists, watches, and says what it knows of the cluster', async () => {
    start();
    await synced();
    expect(names()).toEqual(['a']);
    server.put('ConfigMap', 'b');
    await eventually(() => names().length === 2);
    server.delete('ConfigMap', 'a');
    await eventually(() => names().length === 1);
    expect(names()).toEqual(['b']);
    await eventually(() => cluster().version !== undefined);
    expect(cluster()).toMatchObject({
      state: 'live',
      version: 'v1.34.0-scripted',
    });
    const [list] = server.listsOf('ConfigMap');
    expect(list.query.get('limit')).toBe('500');
    const [watch] = server.watchesOf('ConfigMap');
    expect(watch.query.get('allowWatchBookmarks')).toBe('true');
    expect(watch.query.get('resourceVersion')).toBe('101');
    expect(Number(watch.query.get('timeoutSeconds'))).toBeGreaterThanOrEqual(
      300,
    );
  });

  it('asks for the metadata of Secrets only, and takes nothing else', async () => {
    server.put('Secret', 'password');
    start();
    await eventually(() => stateOf('Secret').state === 'synced');
    for (const request of [
      ...server.listsOf('Secret'),
      ...server.watchesOf('Secret'),
    ]) {
      expect(request.headers.accept).toMatch(
        /^application\/json;as=PartialObjectMetadata(List)?;g=meta\.k8s\.io;v=v1$/,
      );
    }
    await watched?.stop();
    server.script = ({ path, isWatch }, response) =>
      path === pathOf('Secret') &&
      !isWatch &&
      answer(response, 200, {
        kind: 'SecretList',
        metadata: { resourceVersion: '1' },
        items: [{ metadata: { name: 'leak', uid: '1' }, data: { a: 'b' } }],
      });
    start();
    await eventually(() => stateOf('Secret').message !== undefined);
    expect(names('Secret')).toEqual([]);
    expect(stateOf('Secret').message).toMatch(/PartialObjectMetadataList/);
  });

  it('reads a long list page by page', async () => {
    for (let index = 0; index < 1_203; index++) {
      server.putSilently('Service', `s${index}`);
    }
    start();
    await eventually(() => stateOf('Service').state === 'synced');
    expect(names('Service')).toHaveLength(1_203);
    const pages = server.requests.filter(
      ({ path, isWatch }) => path === pathOf('Service') && !isWatch,
    );
    expect(pages.map(({ query }) => query.get('continue'))).toEqual([
      null,
      '500',
      '1000',
    ]);
  });

  it('takes a list of 10 MB from a server that does not page', async () => {
    const filler = 'x'.repeat(10_000);
    for (let index = 0; index < 1_050; index++) {
      server.putSilently('ConfigMap', `big${index}`, { data: { filler } });
    }
    server.script = ({ query }) => {
      query.delete('limit');
      return false;
    };
    start();
    await eventually(() => names().length === 1_051, 30_000);
  });

  it.each(['as an event', 'as an answer'])(
    'lists again when its version is gone, told %s',
    async how => {
      start();
      await synced();
      server.putSilently('ConfigMap', 'missed');
      if (how === 'as an event') {
        server.send('ConfigMap', {
          type: 'ERROR',
          object: { kind: 'Status', code: 410, message: 'too old' },
        });
      } else {
        let once = true;
        server.script = ({ path, isWatch }, response) => {
          if (path === pathOf('ConfigMap') && isWatch && once) {
            once = false;
            return answerStatus(response, 410, 'too old');
          }
          return false;
        };
        server.endWatches('ConfigMap', 'cut');
      }
      await eventually(() => names().includes('missed'));
      await synced();
      expect(server.listsOf('ConfigMap')).toHaveLength(2);
    },
  );

  it('goes on from where it was when the connection drops', async () => {
    start();
    await synced();
    server.put('ConfigMap', 'b');
    await eventually(() => names().includes('b'));
    server.endWatches('ConfigMap', 'cut');
    await eventually(
      () =>
        server.watchesOf('ConfigMap').length === 2 &&
        server.openWatches('ConfigMap') === 1,
    );
    server.put('ConfigMap', 'c');
    await eventually(() => names().includes('c'));
    expect(server.listsOf('ConfigMap')).toHaveLength(1);
    expect(
      server.watchesOf('ConfigMap').map(w => w.query.get('resourceVersion')),
    ).toEqual(['101', '102']);
  });

  it('goes on from the last bookmark when the server ends the watch', async () => {
    start();
    await synced();
    server.put('Service', 'elsewhere');
    server.bookmark('ConfigMap');
    server.endWatches('ConfigMap', 'end');
    await eventually(() => server.watchesOf('ConfigMap').length === 2);
    expect(server.watchesOf('ConfigMap')[1].query.get('resourceVersion')).toBe(
      '102',
    );
    expect(stateOf().state).toBe('synced');
    expect(server.listsOf('ConfigMap')).toHaveLength(1);
  });

  it('opens a watch anew on which nothing is heard', async () => {
    start({ idleMs: 100 });
    await eventually(() => server.watchesOf('ConfigMap').length >= 2);
    await synced();
    server.put('ConfigMap', 'b');
    await eventually(() => names().includes('b'));
    expect(server.listsOf('ConfigMap')).toHaveLength(1);
  });

  it('shows since when a cluster is unreachable, keeps what it held, and recovers by itself', async () => {
    start();
    await synced();
    const { port } = server;
    await server.stop();
    await eventually(() => cluster().state === 'unreachable');
    expect(cluster().message).toMatch(/connection (refused|was cut)/);
    await eventually(() => stateOf().state === 'stale');
    expect(names()).toEqual(['a']);
    expect(cluster().freshness.stale).toBeDefined();
    server.putSilently('ConfigMap', 'meanwhile');
    await server.listen(port);
    await eventually(() => cluster().state === 'live');
    await synced();
    server.put('ConfigMap', 'b');
    await eventually(() => names().includes('b'));
    expect(cluster().message).toBeUndefined();
  });

  it('says so when the credentials are not accepted any more, and when they are again', async () => {
    start();
    await synced();
    let isExpired = true;
    server.script = (_request, response) =>
      isExpired && answerStatus(response, 401, 'Unauthorized');
    server.cutAll();
    await eventually(() => cluster().state === 'unauthorized');
    expect(cluster().message).toMatch(/credentials are not accepted/);
    isExpired = false;
    await eventually(() => cluster().state === 'live');
    await synced();
  });

  it('names the rule to add for a kind that is forbidden, goes on with the rest, and notices when it is added', async () => {
    let isForbidden = true;
    server.script = ({ path }, response) =>
      path === pathOf('Secret') &&
      isForbidden &&
      answerStatus(response, 403, 'secrets is forbidden');
    server.put('Secret', 'password');
    start();
    await synced();
    await eventually(() => stateOf('Secret').state === 'forbidden');
    expect(stateOf('Secret').rule).toEqual({
      apiGroups: [''],
      resources: ['secrets'],
      verbs: ['get', 'list', 'watch'],
    });
    expect(cluster().state).toBe('live');
    isForbidden = false;
    await eventually(() => stateOf('Secret').state === 'synced');
    expect(names('Secret')).toEqual(['password']);
    expect(stateOf('Secret').rule).toBeUndefined();
  });

  it('forgets what it may not read any more', async () => {
    server.put('Secret', 'password');
    start();
    await eventually(() => names('Secret').length === 1);
    server.script = ({ path }, response) =>
      path === pathOf('Secret') &&
      answerStatus(response, 403, 'secrets is forbidden');
    server.endWatches('Secret', 'cut');
    await eventually(() => names('Secret').length === 0);
    expect(stateOf('Secret').state).toBe('forbidden');
  });

  it('takes it as normal that a CRD is not installed, and notices when it is, and when it is removed', async () => {
    start();
    await synced();
    await eventually(() => stateOf('Rollout').state === 'absent');
    await eventually(
      () => server.openWatches('CustomResourceDefinition') === 1,
    );
    server.served.add('Rollout');
    server.put('Rollout', 'checkout');
    server.put('CustomResourceDefinition', 'rollouts.argoproj.io');
    await eventually(() => stateOf('Rollout').state === 'synced');
    expect(names('Rollout')).toEqual(['checkout']);
    // Watched, and not only listed: a watch that is asked for after this would never be opened.
    await eventually(() => server.openWatches('Rollout') === 1);
    server.served.delete('Rollout');
    server.endWatches('Rollout', 'end');
    await eventually(() => stateOf('Rollout').state === 'absent');
    expect(names('Rollout')).toEqual([]);
  });

  it('looks for a CRD from time to time where it may not watch definitions', async () => {
    server.script = ({ path }, response) =>
      path === pathOf('CustomResourceDefinition') &&
      answerStatus(response, 403, 'forbidden');
    start({ absentMs: 100 });
    await eventually(() => stateOf('Rollout').state === 'absent');
    server.served.add('Rollout');
    await eventually(() => stateOf('Rollout').state === 'synced');
  });

  it.each([
    ['that is not JSON', '{"type":"MODIFIED","object":{"metad'],
    ['of a kind nobody knows', '{"type":"WHATEVER","object":{"metadata":{}}}'],
    ['without an object', '{"type":"ADDED"}'],
    ['that is null', 'null'],
  ])('lists again after a line %s', async (_what, line) => {
    start();
    await synced();
    server.putSilently('ConfigMap', 'missed');
    server.send('ConfigMap', line);
    await eventually(() => names().includes('missed'));
    await synced();
    server.put('ConfigMap', 'b');
    await eventually(() => names().includes('b'));
  });

  it('survives a line of 20 MB without holding it', async () => {
    start();
    await synced();
    server.putSilently('ConfigMap', 'missed');
    server.send('ConfigMap', `{"x":"${'y'.repeat(20 * 1024 * 1024)}"}`);
    await eventually(() => names().includes('missed'));
  });

  it('takes in a storm of changes and leaves the thread to others meanwhile', async () => {
    start();
    await synced();
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    const filler = 'x'.repeat(2_000);
    for (let index = 0; index < 5_000; index++) {
      server.put('ConfigMap', `c${index % 50}`, { data: { filler, index } });
    }
    server.put('ConfigMap', 'last');
    turns = 0;
    await eventually(() => names().includes('last'), 30_000);
    clearInterval(counting);
    expect(names()).toHaveLength(52);
    expect(turns).toBeGreaterThan(3);
    expect(server.listsOf('ConfigMap')).toHaveLength(1);
  });

  it('uses its own clock alone', async () => {
    server.put('ConfigMap', 'future', {
      metadata: {
        name: 'future',
        namespace: 'shop',
        uid: 'future',
        resourceVersion: '105',
        creationTimestamp: '2099-01-01T00:00:00Z',
      },
    });
    const before = Date.now();
    start();
    await synced();
    const observedAt = Date.parse(stateOf().freshness.observedAt ?? '');
    expect(observedAt).toBeGreaterThanOrEqual(before);
    expect(observedAt).toBeLessThanOrEqual(Date.now());
  });

  it('waits as long as an overloaded server asks for', async () => {
    let refusals = 0;
    server.script = ({ path, isWatch }, response) => {
      if (path === pathOf('ConfigMap') && !isWatch && refusals < 1) {
        refusals += 1;
        return answerStatus(response, 429, 'slow down', { 'retry-after': '1' });
      }
      return false;
    };
    start();
    await eventually(() => stateOf().message !== undefined);
    expect(stateOf().message).toMatch(/less often/);
    await synced();
    expect(server.listsOf('ConfigMap')).toHaveLength(2);
  });

  it('is not held up by another cluster that hangs', async () => {
    const hanging = await ScriptedApiServer.start({ kinds: ['ConfigMap'] });
    hanging.script = () => true;
    const other = WatchedCluster.start({
      description: { name: 'hanging', origin: 'config' },
      connection: hanging.connection,
      feed: hub.feed,
      logger: mockServices.logger.mock(),
      timing: { ...quick, probeTimeoutMs: 200 },
    });
    start();
    await synced();
    await eventually(
      () =>
        hub.service.clusters().find(({ name }) => name === 'hanging')?.state ===
        'unreachable',
    );
    await other.stop();
    await hanging.stop();
  });
});
