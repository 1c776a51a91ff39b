import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { ClusterSupervisor } from './ClusterSupervisor';
import type { ClusterLocator, LocatedCluster } from './locators';
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

  const start = (config: object = {}) => {
    supervisor = ClusterSupervisor.fromConfig({
      config: mockServices.rootConfig({ data: config as never }),
      logger,
      feed: hub.feed,
      clusters: hub.service,
      catalog: catalogServiceMock({ entities: [] }),
      auth: mockServices.auth(),
      locators: [locator],
    });
    supervisor.start();
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

  it('keeps no more than config allows, and says of which kinds not all is kept', async () => {
    for (const name of ['a', 'b', 'c', 'd']) {
      server.put('Pod', name);
    }
    const config = fromConfig();
    start({
      ...config,
      groundcrew: {
        clusters: { ...config.groundcrew.clusters, maxObjects: 3 },
      },
    });
    const pods = () => cluster('dev')?.kinds.find(({ kind }) => kind === 'Pod');
    await eventually(() => pods()?.state === 'incomplete');
    expect(hub.service.store('dev').count('Pod')).toBe(3);
    expect(pods()).toMatchObject({
      objects: 3,
      message: expect.stringMatching(
        /at most 3 objects.*groundcrew\.clusters\.maxObjects/,
      ),
    });
    expect(cluster('dev')?.state).toBe('live');
  });

  it.each([{ maxObjects: 0 }, { maxObjects: 1.5 }, { maxBytes: -1 }])(
    'refuses the ceiling %j',
    limits => {
      start();
      expect(() => start({ groundcrew: { clusters: limits } })).toThrow(
        /must be a whole number greater than 0/,
      );
    },
  );
});
