import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { AlertSilence } from '@groundcrew/plugin-faults-common';
import type { Knex } from 'knex';
import type { ReceivedAlert } from '../alerts/AlertRecord';
import { DatabaseSilenceStore } from '../silences/DatabaseSilenceStore';
import { DatabaseAlertStore } from './DatabaseAlertStore';
import { openAlertsDatabase } from './openAlertsDatabase';

// Only a bound: a busy machine is slow.
jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const received = (changes: Partial<ReceivedAlert> = {}): ReceivedAlert => ({
  cluster: 'prod',
  fingerprint: '1a2b',
  isFiring: true,
  startsAt: 1_000,
  labels: { alertname: 'PodNotReady' },
  annotations: { summary: 'not ready' },
  generatorUrl: 'http://prometheus.test',
  groupKey: '{}',
  ...changes,
});
const silence: AlertSilence = {
  server: 'prod',
  id: 's-1',
  createdBy: 'ada',
  comment: 'moving',
  endsAt: '2026-11-23T00:00:00.000Z',
  isOurs: false,
};

describe.each(databases.eachSupportedId())('alerts on %s', id => {
  let knex: Knex;
  let store: DatabaseAlertStore;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openAlertsDatabase(mockServices.database({ knex }));
    store = DatabaseAlertStore.create({ knex });
  });

  it('keeps an alert from when it fires until it is forgotten', async () => {
    await store.receive([received()], 2_000);
    const [alert] = await store.firing();
    expect(alert).toEqual({
      ...received(),
      id: alert.id,
      firstSeenAt: 2_000,
      lastSeenAt: 2_000,
      timesSeen: 1,
      flaps: 0,
      hasSuffered: false,
      silences: [],
    });
    await store.note(alert.id, {
      hasSuffered: true,
      object: { kind: 'Pod', namespace: 'shop', name: 'cart' },
    });
    await store.receive([received({ isFiring: false, endsAt: 3_000 })], 4_000);
    expect(await store.firing()).toEqual([]);
    expect(await store.resolved({ limit: 5 })).toMatchObject([
      {
        id: alert.id,
        endsAt: 3_000,
        timesSeen: 2,
        hasSuffered: true,
        object: { kind: 'Pod', namespace: 'shop', name: 'cart' },
      },
    ]);
    expect(await store.forget(4_000)).toBe(0);
    expect(await store.forget(4_001)).toBe(1);
    expect(await store.resolved({ limit: 5 })).toEqual([]);
  });

  it('keeps the same alert of two clusters apart, and the two of one post together', async () => {
    await store.receive(
      [received(), received(), received({ cluster: 'dev' })],
      2_000,
    );
    const firing = await store.firing();
    expect(
      firing.map(({ cluster, timesSeen }) => `${cluster} ${timesSeen}`).sort(),
    ).toEqual(['dev 1', 'prod 2']);
  });

  it('makes one of what is posted twice at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, () => store.receive([received()], 2_000)),
    );
    expect(await store.firing()).toMatchObject([{ timesSeen: 8 }]);
  });

  it('takes many at a time', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) =>
      received({ fingerprint: `f-${index}` }),
    );
    await store.receive(many, 2_000);
    await store.receive(many, 3_000);
    const firing = await store.firing();
    expect(firing).toHaveLength(1_200);
    expect(new Set(firing.map(({ timesSeen }) => timesSeen))).toEqual(
      new Set([2]),
    );
  });

  it('knows what each Alertmanager silences', async () => {
    await store.receive([received()], 2_000);
    const silenced = { cluster: 'prod', fingerprint: '1a2b' };
    const silences = [silence];
    expect(await store.noteSilences('prod', [{ ...silenced, silences }])).toBe(
      true,
    );
    expect(await store.noteSilences('prod', [{ ...silenced, silences }])).toBe(
      false,
    );
    expect(await store.noteSilences('other', [])).toBe(false);
    expect(await store.firing()).toMatchObject([{ silences }]);
    expect(await store.noteSilences('prod', [])).toBe(true);
    expect(await store.firing()).toMatchObject([{ silences: [] }]);
  });

  it('ends what is not heard of any more', async () => {
    await store.receive([received()], 2_000);
    expect(await store.endUnheard(2_000, 9_000)).toBe(0);
    expect(await store.endUnheard(2_001, 9_000)).toBe(1);
    expect(await store.resolved({ limit: 5 })).toMatchObject([
      { endsAt: 9_000 },
    ]);
  });

  it('keeps its own silences, and how it goes with servers', async () => {
    const silences = DatabaseSilenceStore.create({ knex });
    const record = {
      server: 'prod',
      mute: 7,
      key: 'PodNotReady pod',
      id: 's-1',
      labels: { pod: ['cart'] },
      endsAt: 9_000,
    };
    await silences.put(record);
    await silences.put({ ...record, id: 's-2' });
    expect(await silences.silencesIn('prod')).toEqual([
      { ...record, id: 's-2' },
    ]);
    expect(await silences.silencesIn('dev')).toEqual([]);
    await silences.remove(record);
    expect(await silences.silencesIn('prod')).toEqual([]);

    await silences.failed('prod', 'away', 1_000);
    await silences.failed('prod', 'still away', 2_000);
    expect(await silences.servers()).toEqual([
      { name: 'prod', failingSince: 1_000, message: 'still away' },
    ]);
    await silences.answered('prod', 3_000);
    expect(await silences.servers()).toEqual([
      { name: 'prod', answeredAt: 3_000 },
    ]);
  });

  it('takes its tables away again', async () => {
    await knex.migrate.rollback({
      directory: `${__dirname}/../../migrations`,
      tableName: 'groundcrew_alerts_knex_migrations',
    });
    for (const table of ['alerts', 'alert_silences', 'alert_servers']) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
  });
});
