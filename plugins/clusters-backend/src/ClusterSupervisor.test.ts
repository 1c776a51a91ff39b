import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
import { ClusterSupervisor } from './ClusterSupervisor';
import type { ClusterLocator, LocatedCluster } from './locators';
import { eventually } from './__testUtils__/eventually';
import { ScriptedApiServer } from './__testUtils__/ScriptedApiServer';

// Only bounds: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

/** A locator that tells of what a test gives it. */
class GivenLocator implements ClusterLocator {
  readonly origin = 'registry';
  clusters: LocatedCluster[] = [];
  fails = false;
  #onChange: () => void = () => {};

  async list() {
    if (this.fails) {
      throw new Error('no database');
    }
    return { clusters: this.clusters, problems: [] };
  }

  subscribe(onChange: () => void) {
    this.#onChange = onChange;
    return () => {
      this.#onChange = () => {};
    };
  }

  change(clusters: LocatedCluster[]) {
    this.clusters = clusters;
    this.#onChange();
  }
}

describe('ClusterSupervisor', () => {
  let server: ScriptedApiServer;
  let supervisor: ClusterSupervisor;
  let hub: ReturnType<typeof createClusterHub>;
  let locator: GivenLocator;
  const logger = mockServices.logger.mock();

  const start = (config: object = {}, metrics = metricsServiceMock.mock()) => {
    supervisor = ClusterSupervisor.fromConfig({
      config: mockServices.rootConfig({ data: config as never }),
      logger,
      feed: hub.feed,
      clusters: hub.service,
      catalog: catalogServiceMock({ entities: [] }),
      auth: mockServices.auth(),
      metrics,
      locators: [locator],
    });
    supervisor.start();
    return metrics;
  };
  const registered = (
    name: string,
    more: Partial<LocatedCluster> = {},
  ): LocatedCluster => ({
    name,
    origin: 'registry',
    connection: { ...server.connection, address: 'untrusted' },
    ...more,
  });
  const names = () => hub.service.clusters().map(({ name }) => name);
  const cluster = (name: string) =>
    hub.service.clusters().find(each => each.name === name);

  beforeEach(async () => {
    jest.clearAllMocks();
    server = await ScriptedApiServer.start({ kinds: ['Pod', 'Node'] });
    hub = createClusterHub();
    locator = new GivenLocator();
  });
  afterEach(async () => {
    await supervisor.stop();
    await server.stop();
  });

  const fromConfig = () => ({
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'dev',
              url: server.connection.server,
              authProvider: 'serviceAccount',
              serviceAccountToken: server.token,
              caData: Buffer.from(
                server.connection.certificateAuthority ?? '',
              ).toString('base64'),
            },
            { name: 'people', url: 'https://x', authProvider: 'google' },
          ],
        },
      ],
    },
    groundcrew: {
      clusters: {
        allowLoopback: true,
        settings: [{ name: 'dev', environment: 'dev', region: 'here' }],
      },
    },
  });

  it('watches what config names, and tells of what it cannot', async () => {
    server.put('Node', 'n1');
    start(fromConfig());
    await eventually(() => cluster('dev')?.state === 'live');
    expect(cluster('dev')).toMatchObject({
      environment: 'dev',
      region: 'here',
      origin: 'config',
    });
    expect(hub.feed.problems).toEqual([
      { cluster: 'people', message: expect.stringMatching(/user's token/) },
    ]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/Cluster people is left out/),
    );
    expect(await supervisor.gateway('dev').json('/version')).toBeDefined();
    expect(() => supervisor.gateway('nowhere')).toThrow(/no cluster nowhere/);
    await eventually(() => cluster('dev')?.health !== undefined);
    expect(JSON.stringify(hub.service.clusters())).not.toContain(server.token);
    expect(JSON.stringify(hub.service.clusters())).not.toContain('127.0.0.1');
  });

  it('follows what is registered and removed at run time', async () => {
    start(fromConfig());
    await eventually(() => names().includes('dev'));
    locator.change([registered('extra')]);
    await eventually(() => cluster('extra')?.state === 'live');
    const connections = server.watchesOf('Pod').length;
    locator.change([registered('extra', { title: 'Extra' })]);
    await eventually(() => cluster('extra')?.title === 'Extra');
    await eventually(() => cluster('extra')?.state === 'live');
    locator.change([]);
    await eventually(() => !names().includes('extra'));
    await eventually(() => server.openWatches('Pod') === 1);
    expect(names()).toEqual(['dev']);
    expect(server.watchesOf('Pod').length).toBeGreaterThan(connections);
    expect(() => supervisor.gateway('extra')).toThrow();
  });

  it('does not disturb clusters that did not change', async () => {
    start(fromConfig());
    await eventually(() => server.openWatches('Pod') === 1);
    locator.change([registered('extra')]);
    await eventually(() => server.openWatches('Pod') === 2);
    expect(server.watchesOf('Pod')).toHaveLength(2);
  });

  it('lets config win over the registry, and says so', async () => {
    locator.clusters = [registered('dev')];
    start(fromConfig());
    await eventually(() => names().includes('dev'));
    expect(cluster('dev')?.origin).toBe('config');
    await eventually(() =>
      hub.feed.problems.some(({ message }) =>
        /two clusters of this name/.test(message),
      ),
    );
  });

  it('keeps what it knew when a locator fails, and tells of it', async () => {
    locator.clusters = [registered('extra')];
    start({ groundcrew: { clusters: { allowLoopback: true } } });
    await eventually(() => names().includes('extra'));
    locator.fails = true;
    locator.change([]);
    await eventually(() => hub.feed.problems.length === 1);
    expect(hub.feed.problems[0].message).toMatch(/cannot tell of its clusters/);
    expect(names()).toEqual(['extra']);
  });

  it('refuses addresses of this machine unless config allows them', async () => {
    locator.clusters = [registered('extra')];
    start();
    await eventually(() => cluster('extra')?.state === 'unreachable');
    expect(cluster('extra')?.message).toMatch(/not allowed/);
    expect(server.requests).toEqual([]);
  });

  it('stops without leaving anything behind', async () => {
    start(fromConfig());
    await eventually(() => server.openWatches('Pod') === 1);
    await supervisor.stop();
    await eventually(() => server.openWatches('Pod') === 0);
    expect(names()).toEqual([]);
    locator.change([registered('late')]);
    expect(names()).toEqual([]);
  });

  it('measures', async () => {
    const metrics = metricsServiceMock.mock();
    const recorded: [string, number, object][] = [];
    const instrument = (name: string) => ({
      add: (value: number, attributes: object = {}) => {
        recorded.push([name, value, attributes]);
      },
      record: (value: number, attributes: object = {}) => {
        recorded.push([name, value, attributes]);
      },
    });
    const observe = new Map<
      string,
      (result: { observe: (value: number, attributes: object) => void }) => void
    >();
    const removed: string[] = [];
    metrics.createCounter.mockImplementation(instrument);
    metrics.createUpDownCounter.mockImplementation(instrument);
    metrics.createHistogram.mockImplementation(instrument);
    metrics.createObservableGauge.mockImplementation(
      (name: string) =>
        ({
          addCallback: (callback: never) => observe.set(name, callback),
          removeCallback: () => removed.push(name),
        } as never),
    );
    const observed = (name: string) => {
      const values: [number, object][] = [];
      observe.get(name)?.({
        observe: (value, attributes) => values.push([value, attributes]),
      });
      return values;
    };
    server.put('Pod', 'a');
    start(fromConfig(), metrics);
    await eventually(() => server.openWatches('Pod') === 1);
    server.put('Pod', 'b');
    await eventually(() =>
      recorded.some(([name]) => name === 'groundcrew_clusters_delivery_lag'),
    );
    expect(recorded).toEqual(
      expect.arrayContaining([
        [
          'groundcrew_clusters_lists',
          1,
          { cluster: 'dev', kind: 'Pod', reason: 'start' },
        ],
        [
          'groundcrew_clusters_open_watches',
          1,
          { cluster: 'dev', kind: 'Pod' },
        ],
        ['groundcrew_clusters_changes', 1, { cluster: 'dev', kind: 'Pod' }],
        [
          'groundcrew_clusters_requests',
          1,
          { cluster: 'dev', method: 'GET', outcome: 'ok' },
        ],
      ]),
    );
    expect(observed('groundcrew_clusters_objects')).toContainEqual([
      2,
      { cluster: 'dev', kind: 'Pod' },
    ]);
    expect(observed('groundcrew_clusters_up')).toEqual([
      [1, { cluster: 'dev' }],
    ]);
    expect(observed('groundcrew_clusters_watch_age')).toContainEqual([
      expect.any(Number),
      { cluster: 'dev', kind: 'Pod' },
    ]);
    server.served.delete('Pod');
    server.endWatches('Pod', 'cut');
    await eventually(() =>
      recorded.some(([name]) => name === 'groundcrew_clusters_failures'),
    );
    await supervisor.stop();
    expect(removed).toHaveLength(3);
  });
});
