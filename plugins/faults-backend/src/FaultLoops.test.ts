import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DatabaseLeases } from '@groundcrew/controller';
import {
  type ClusterFixture,
  createClusterFixture,
  eventually,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { createDetector } from '@groundcrew/plugin-faults-node';
import type { Knex } from 'knex';
import { openFaultsDatabase } from './database/openFaultsDatabase';
import { FaultLoops } from './FaultLoops';
import { DatabaseIncidentStore } from './incidents/DatabaseIncidentStore';
import { DatabaseMuteStore } from './incidents/DatabaseMuteStore';
import { IncidentSettings } from './incidents/IncidentSettings';
import { DatabaseHealthStore } from './reliability';

// Only a bound: a busy machine is slow.
jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

/** A ConfigMap that nobody wants. */
const unwanted = (name: string) => `
kind: ConfigMap
metadata: { name: ${name}, namespace: shop }
---
`;

const detector = createDetector({
  id: 'unwanted',
  title: 'Unwanted ConfigMaps',
  faults: [{ id: 'unwanted', category: 'configuration', title: 'Unwanted' }],
  subjects: ['ConfigMap'],
  *detect({ metadata }) {
    const { name = '', namespace } = metadata ?? {};
    yield {
      fault: 'unwanted',
      object: { kind: 'ConfigMap', namespace, name },
      message: `Nobody wants ${name}`,
      confidence: 0.9,
      evidence: [],
    };
  },
});

describe.each(databases.eachSupportedId())('FaultLoops on %s', id => {
  let knex: Knex;
  let fixture: ClusterFixture;
  let store: DatabaseIncidentStore;
  const running = new Set<FaultLoops>();

  beforeEach(async () => {
    knex = await databases.init(id);
    await openFaultsDatabase(mockServices.database({ knex }));
    store = DatabaseIncidentStore.create({ knex });
    fixture = createClusterFixture({
      clusters: { dev: { objects: unwanted('flags') } },
    });
  });

  afterEach(async () => {
    await Promise.all([...running].map(loops => loops.stop()));
    running.clear();
  });

  /** One replica of the backend. */
  async function start(holder: string): Promise<FaultLoops> {
    const loops = FaultLoops.create({
      announcer: { announce: () => {}, stop: () => {} } as never,
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
      clusters: fixture.service,
      detectors: [detector],
      events: mockServices.events.mock({ subscribe: async () => {} }),
      health: DatabaseHealthStore.create({ knex }),
      knex,
      leases: await DatabaseLeases.create({
        database: mockServices.database({ knex }),
        holder,
      }),
      leaseMs: 300,
      logger: mockServices.logger.mock(),
      metrics: metricsServiceMock.mock(),
      mutes: DatabaseMuteStore.create({ knex }),
      scheduler: mockServices.scheduler.mock(),
      settings: IncidentSettings.fromConfig(
        new ConfigReader({
          groundcrew: { faults: { incidents: { quietPeriod: '1ms' } } },
        }),
      ),
      store,
    } as never);
    running.add(loops);
    await loops.start();
    return loops;
  }

  const stop = async (loops: FaultLoops) => {
    running.delete(loops);
    await loops.stop();
  };
  const incidents = async (isResolved?: boolean) =>
    (await store.list({ isResolved, limit: 50 })).records.map(
      ({ explanation }) => explanation.cause.object.name,
    );

  it('keeps each incident once, however many replicas see it, and goes on when one ends', async () => {
    const one = await start('one');
    await start('two');
    await eventually(async () => (await incidents()).length === 1);
    fixture.apply('dev', unwanted('more'));
    await eventually(async () => (await incidents()).length === 2);

    await stop(one);
    fixture.apply('dev', unwanted('most'));
    await eventually(async () => (await incidents()).length === 3);
    expect((await incidents(false)).sort()).toEqual(['flags', 'more', 'most']);

    fixture.delete('dev', {
      kind: 'ConfigMap',
      namespace: 'shop',
      name: 'more',
    });
    await eventually(async () => (await incidents(true)).includes('more'));
    expect((await incidents(false)).sort()).toEqual(['flags', 'most']);
  });

  it('goes on with what was open when a process starts again', async () => {
    await stop(await start('one'));
    const before = await (async () => {
      const loops = await start('two');
      await eventually(async () => (await incidents(false)).length === 1);
      await stop(loops);
      return (await store.list({ limit: 9 })).records;
    })();
    await start('three');
    fixture.apply('dev', unwanted('more'));
    await eventually(async () => (await incidents(false)).length === 2);
    const { records } = await store.list({ limit: 9 });
    expect(records[1]).toMatchObject({
      id: before[0].id,
      openedAt: before[0].openedAt,
      reopened: 0,
    });
  });

  it('resolves nothing of a cluster that cannot be read, and does when it can again', async () => {
    await start('one');
    await eventually(async () => (await incidents(false)).length === 1);
    const dev = fixture.writer('dev');
    dev.updateState({ state: 'unreachable', message: 'refused' });
    fixture.delete('dev', {
      kind: 'ConfigMap',
      namespace: 'shop',
      name: 'flags',
    });
    fixture.apply('dev', unwanted('more'));
    await eventually(async () => (await incidents(false)).includes('more'));
    expect(await incidents(true)).toEqual([]);
    dev.updateState({ state: 'live' });
    await eventually(async () => (await incidents(true)).length === 1);
  });

  it('tries again when the database did not answer', async () => {
    const open = jest
      .spyOn(store, 'open')
      .mockRejectedValueOnce(new Error('the disk is full'));
    await start('one');
    await eventually(async () => (await incidents(false)).length === 1);
    expect(open.mock.calls.length).toBeGreaterThan(1);
  });
});
