import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { exampleEntities } from '../__testUtils__/exampleEntities';
import { exampleIncident } from '../__testUtils__/exampleIncident';
import { GivenIncidents } from '../__testUtils__/GivenIncidents';
import { GivenNotifications } from '../__testUtils__/GivenNotifications';
import { NoticeSettings } from '../settings/NoticeSettings';
import { DatabaseNoticeStore } from '../store/DatabaseNoticeStore';
import { openNoticeDatabase } from '../store/openNoticeDatabase';
import { NoticeLoop } from './NoticeLoop';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const MINUTE_MS = 60_000;

describe('NoticeLoop', () => {
  let incidents: GivenIncidents;
  let notifications: GivenNotifications;
  let store: DatabaseNoticeStore;
  let catalog: ReturnType<typeof catalogServiceMock.mock>;
  let metrics: ReturnType<typeof metricsServiceMock.mock>;
  let logger: ReturnType<typeof mockServices.logger.mock>;
  let now: number;
  const running: NoticeLoop[] = [];

  beforeEach(async () => {
    const knex = await databases.init('SQLITE_3');
    await openNoticeDatabase(mockServices.database({ knex }));
    store = DatabaseNoticeStore.create({ knex });
    incidents = new GivenIncidents();
    notifications = new GivenNotifications();
    const kept = catalogServiceMock({ entities: exampleEntities });
    catalog = catalogServiceMock.mock({
      getEntitiesByRefs: (...args) => kept.getEntitiesByRefs(...args),
    });
    now = 1_000_000;
  });

  afterEach(async () => {
    for (const loop of running.splice(0)) {
      await loop.stop();
    }
  });

  async function start(settings: JsonObject = {}) {
    metrics = metricsServiceMock.mock();
    logger = mockServices.logger.mock();
    const loop = NoticeLoop.create({
      auth: mockServices.auth({ pluginId: 'groundcrew-faults' }),
      catalog,
      logger,
      metrics,
      notifications,
      settings: NoticeSettings.fromConfig(
        mockServices.rootConfig({
          data: {
            groundcrew: {
              faults: { notifications: { gather: '0s', ...settings } },
            },
          },
        }),
      ),
      store,
      now: () => now,
    });
    running.push(loop);
    await loop.start(incidents);
    return loop;
  }
  const urgent = (changes: Parameters<typeof exampleIncident>[0] = {}) =>
    exampleIncident({ severity: 'P1', environment: 'prod', ...changes });
  const record = async (id = 7) => await store.get(`incident:${id}`);
  const isSent = (count: number) => () => notifications.sent.length === count;
  /** Time goes by, and something happens. */
  const later = (milliseconds: number) => {
    now += milliseconds;
    incidents.put();
  };

  it('tells the owner once, says so in the history, and to the same when it is over', async () => {
    incidents.put(urgent());
    await start();
    await eventually(isSent(1));
    expect(notifications.sent[0]).toEqual({
      recipients: { type: 'entity', entityRef: ['group:default/checkout'] },
      payload: {
        title: 'cart in prod: It crashes',
        description:
          'It is P1. cart crashes soon after it starts. What may help: Roll back to revision 2.',
        link: '/faults/incidents/7',
        scope: 'groundcrew-incident-7',
        topic: 'groundcrew-incidents',
        severity: 'high',
        metadata: {
          'groundcrew.io/state': 'open',
          'groundcrew.io/severity': 'P1',
          'groundcrew.io/cluster': 'dev',
          'groundcrew.io/environment': 'prod',
          'groundcrew.io/fault': 'application-crash',
          'groundcrew.io/entities': 'component:default/cart',
        },
      },
    });
    await eventually(() => incidents.lines.length === 1);
    expect(incidents.lines).toEqual([
      { id: 7, message: 'Told group:default/checkout: It is P1.' },
    ]);
    incidents.change(7, {
      phase: 'resolved',
      resolvedAt: now,
      resolution: 'recovered',
    });
    await eventually(isSent(2));
    await eventually(async () => (await record())?.entries[1].sentAt === now);
    expect(notifications.kept().size).toBe(1);
    expect(notifications.lines()[1]).toBe(
      'group:default/checkout <- low Over: cart in prod: It crashes',
    );
  });

  it('tells nobody again after a restart', async () => {
    incidents.put(urgent());
    const before = await start();
    await eventually(async () => !!(await record())?.entries[0]?.sentAt);
    await before.stop();
    await start();
    incidents.put(urgent({ id: 8 }));
    await eventually(isSent(2));
    expect(notifications.lines()).toHaveLength(2);
    expect([...notifications.kept().keys()]).toEqual([
      'groundcrew-incident-7',
      'groundcrew-incident-8',
    ]);
  });

  it('tells what a process that was killed had only written down', async () => {
    let reached: () => void = () => {};
    const sending = new Promise<void>(resolve => {
      reached = resolve;
    });
    notifications.beforeSend = async () => {
      reached();
      // As if the process ended here: nothing comes after it.
      await new Promise(() => {});
    };
    incidents.put(urgent());
    await start();
    await sending;
    expect((await record())?.entries).toMatchObject([
      { resolved: { users: ['user:default/dana', 'user:default/olivia'] } },
    ]);
    running.splice(0);
    notifications.beforeSend = undefined;
    await start();
    await eventually(isSent(1));
    await eventually(async () => !!(await record())?.entries[0].sentAt);
    expect((await record())?.entries).toHaveLength(1);
  });

  it('tries again when notifications are away, and says so', async () => {
    notifications.isAway = true;
    incidents.put(urgent());
    await start();
    await eventually(
      async () => (await record())?.entries[0]?.failure !== undefined,
    );
    expect((await record())?.entries[0]).toMatchObject({
      tries: 1,
      failure: expect.stringContaining('connect ECONNREFUSED'),
    });
    // Not before its time, whatever happens.
    incidents.put(urgent({ id: 9, phase: 'resolved', resolvedAt: 1 }));
    notifications.isAway = false;
    later(MINUTE_MS);
    await eventually(isSent(1));
    await eventually(async () => !!(await record())?.entries[0].sentAt);
    expect((await record())?.entries[0].failure).toBeUndefined();
    expect(notifications.tries).toBe(2);
  });

  it('tells nobody that it is over who could not be told that it was there', async () => {
    notifications.isAway = true;
    incidents.put(urgent());
    await start();
    await eventually(
      async () => (await record())?.entries[0]?.failure !== undefined,
    );
    notifications.isAway = false;
    incidents.change(7, { phase: 'resolved', resolution: 'recovered' });
    await eventually(async () => (await record())?.state === 'over');
    expect((await record())?.entries).toEqual([]);
    expect(notifications.sent).toEqual([]);
  });

  it('waits for a catalog that is away', async () => {
    let isAway = true;
    const kept = catalogServiceMock({
      entities: exampleEntities,
    });
    catalog.getEntitiesByRefs.mockImplementation(async (...args) => {
      if (isAway) {
        throw new Error('catalog is away');
      }
      return await kept.getEntitiesByRefs(...args);
    });
    incidents.put(urgent());
    await start();
    await eventually(
      async () =>
        (await record())?.entries[0]?.failure?.includes('catalog is away') ??
        false,
    );
    isAway = false;
    later(MINUTE_MS);
    await eventually(isSent(1));
    expect(notifications.tries).toBe(1);
  });

  it('tells the owner too when the catalog knows only later what suffers', async () => {
    incidents.put(urgent({ entities: [] }));
    await start({ fallback: ['user:default/omar'] });
    await eventually(isSent(1));
    await eventually(async () => !!(await record())?.entries[0].sentAt);
    incidents.change(7, { entities: ['component:default/cart'] });
    await eventually(isSent(2));
    expect(notifications.sent.map(({ recipients }) => recipients)).toEqual([
      { type: 'entity', entityRef: ['user:default/omar'] },
      { type: 'entity', entityRef: ['group:default/checkout'] },
    ]);
  });

  it('chooses routes by the owner, and only what needs it waits for the catalog', async () => {
    let isAway = true;
    const kept = catalogServiceMock({ entities: exampleEntities });
    catalog.getEntitiesByRefs.mockImplementation(async (request, options) => {
      // Who somebody is can be asked, who owns what cannot.
      if (isAway && request.entityRefs.some(ref => ref.startsWith('c'))) {
        throw new Error('catalog is away');
      }
      return await kept.getEntitiesByRefs(request, options);
    });
    incidents.put(
      urgent(),
      urgent({ id: 8, severity: 'P0' }),
      urgent({ id: 9, entities: ['component:default/new'] }),
    );
    await start({
      routes: [
        { match: { severities: ['P0'] }, recipients: ['user:default/omar'] },
        {
          match: { owners: ['group:default/checkout'] },
          recipients: ['user:default/dana'],
        },
      ],
    });
    await eventually(isSent(1));
    expect(notifications.sent[0].recipients).toMatchObject({
      entityRef: ['user:default/omar'],
    });
    await eventually(() => logger.warn.mock.calls.length === 1);
    expect(logger.warn.mock.calls[0][0]).toMatch(/who owns what.*is away/);
    isAway = false;
    incidents.put();
    await eventually(isSent(3));
    expect(notifications.sent[2].recipients).toMatchObject({
      entityRef: ['user:default/dana'],
    });
  });

  it.each<[string, string[], JsonObject, string[], RegExp]>([
    [
      'without an owner',
      ['component:default/orphan'],
      { fallback: ['group:default/platform'] },
      ['group:default/platform'],
      /component:default\/orphan has no owner/,
    ],
    [
      'whose owner has no members',
      ['component:default/haunted'],
      { fallback: ['user:default/omar'] },
      ['user:default/omar'],
      /It has no members/,
    ],
    [
      'whose owner is gone',
      ['component:default/lost'],
      {},
      [],
      /The catalog does not have it/,
    ],
    ['that nobody knows', [], {}, [], /No entity of the catalog/],
  ])(
    'says who could not be told of an entity %s',
    async (_, entities, settings, told, why) => {
      incidents.put(urgent({ entities }));
      await start(settings);
      await eventually(async () => !!(await record())?.entries[0]?.sentAt);
      expect((await record())?.entries[0].resolved).toMatchObject({
        recipients: told,
        missing: expect.arrayContaining([
          expect.objectContaining({ why: expect.stringMatching(why) }),
        ]),
      });
      expect(notifications.sent).toHaveLength(told.length > 0 ? 1 : 0);
      expect(logger.warn.mock.calls).toHaveLength(told.length > 0 ? 0 : 1);
      await eventually(() => incidents.lines.length === 1);
      expect(incidents.lines[0].message).toMatch(why);
    },
  );

  it('escalates to who is on call then, unless somebody acknowledges it', async () => {
    incidents.put(urgent(), urgent({ id: 8 }));
    await start({
      onCall: {
        night: {
          users: ['user:default/omar'],
          timeZone: 'Europe/Berlin',
          handover: { weekday: 'mon', time: '09:00' },
        },
      },
    });
    await eventually(isSent(2));
    expect((await record())?.next).toEqual({
      kind: 'escalate',
      at: now + 30 * MINUTE_MS,
      recipients: ['oncall:night'],
    });
    incidents.change(8, {
      phase: 'acknowledged',
      acknowledgedAt: now,
      acknowledgedBy: 'user:default/dana',
    });
    await eventually(async () => (await record(8))?.state === 'answered');
    later(30 * MINUTE_MS);
    await eventually(isSent(3));
    expect(notifications.lines()[2]).toBe(
      'user:default/omar <- high Nobody answers: cart in prod: It crashes',
    );
    // Over is told to both, and to nobody else.
    incidents.change(7, { phase: 'resolved', resolution: 'recovered' });
    await eventually(isSent(4));
    expect(notifications.sent[3].recipients).toEqual({
      type: 'entity',
      entityRef: ['group:default/checkout', 'user:default/omar'],
    });
  });

  it('does not tell who joined a group since that it is over', async () => {
    incidents.put(urgent());
    await start();
    await eventually(async () => !!(await record())?.entries[0]?.sentAt);
    const kept = catalogServiceMock({
      entities: exampleEntities.map(entity =>
        entity.metadata.name === 'checkout'
          ? {
              ...entity,
              relations: [
                { type: 'hasMember', targetRef: 'user:default/olivia' },
                { type: 'hasMember', targetRef: 'user:default/omar' },
              ],
            }
          : entity,
      ),
    });
    catalog.getEntitiesByRefs.mockImplementation((...args) =>
      kept.getEntitiesByRefs(...args),
    );
    incidents.change(7, { phase: 'resolved', resolution: 'by-hand' });
    await eventually(isSent(2));
    expect(notifications.sent[1].recipients).toMatchObject({
      entityRef: ['group:default/checkout'],
      excludeEntityRef: ['user:default/omar'],
    });
  });

  it('tells many incidents at once as one, and that they are over', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => index + 1);
    incidents.put(
      ...ids.map(id =>
        urgent({ id, openedAt: now - id, severity: id === 17 ? 'P0' : 'P2' }),
      ),
    );
    await start();
    await eventually(isSent(1));
    expect(notifications.sent[0].payload).toMatchObject({
      title: '30 incidents at once in prod',
      severity: 'critical',
      description: expect.stringMatching(
        /^It is P0\. The worst: cart in prod: It crashes \(P0\); /,
      ),
      scope: expect.stringMatching(/^groundcrew-storm-dev-/),
    });
    await eventually(async () => (await record(30))?.state === 'storm');
    for (const id of ids) {
      incidents.change(id, { phase: 'resolved', resolution: 'recovered' });
    }
    later(1);
    await eventually(isSent(2));
    expect(notifications.sent[1].payload.title).toBe(
      '30 incidents in dev are over',
    );
    await eventually(async () => (await record(30))?.state === 'over');
    expect(notifications.kept().size).toBe(1);
    expect(new Set(incidents.lines.filter(({ id }) => id === 3))).toMatchObject(
      new Set([{ message: expect.stringContaining('Told') }]),
    );
  });

  it('tells of one dead node with a hundred pods once', async () => {
    const pods = Array.from({ length: 100 }, (_, index) => ({
      cluster: 'dev',
      kind: 'Pod',
      namespace: 'shop',
      name: `cart-${index}`,
    }));
    incidents.put(urgent({ affected: pods.slice(0, 3) }));
    await start();
    await eventually(isSent(1));
    for (let count = 4; count <= 100; count += 16) {
      now += 1_000;
      incidents.change(7, { affected: pods.slice(0, count) });
      // Those that were told as a part of it for a moment.
      incidents.put(
        urgent({
          id: 100 + count,
          phase: 'resolved',
          resolution: 'merged',
          mergedInto: 7,
        }),
      );
    }
    incidents.change(7, { affected: pods });
    await eventually(async () => (await record())?.state === 'told');
    later(9 * MINUTE_MS);
    expect(notifications.sent).toHaveLength(1);
    later(MINUTE_MS);
    await eventually(isSent(2));
    expect(notifications.sent[1].payload.description).toMatch(
      /It was 3 that suffer, and is 100 now\..*100 objects suffer, the worst: cart \(0 of 1 ready\)/,
    );
    expect(notifications.kept().size).toBe(1);
  });

  it('leaves clusters of other processes alone, and what nobody knows any more', async () => {
    incidents.clusters = [];
    incidents.put(urgent());
    const loop = await start();
    incidents.put(urgent());
    expect(loop.incidents()).toBe(incidents);
    expect(await record()).toBeUndefined();
    incidents.clusters = ['dev'];
    incidents.put();
    await eventually(isSent(1));
    incidents.forget(7);
    incidents.put(urgent({ id: 8 }));
    await eventually(isSent(2));
    await loop.stop();
    expect(() => loop.incidents()).toThrow(/cannot be read yet/);
  });

  it('measures how long it took', async () => {
    now = 5_000;
    incidents.put(urgent({ openedAt: 1_000 }));
    await start();
    await eventually(async () => !!(await record())?.entries[0]?.sentAt);
    const histogram = metrics.createHistogram.mock.results[0].value;
    await eventually(() => histogram.record.mock.calls.length === 1);
    expect(histogram.record).toHaveBeenCalledWith(4, {
      cluster: 'dev',
      severity: 'P1',
    });
  });
});
