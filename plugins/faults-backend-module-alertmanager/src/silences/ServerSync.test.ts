import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { ActiveMute } from '@groundcrew/plugin-faults-node';
import knexOf, { type Knex } from 'knex';
import { exampleAlert } from '../__testUtils__/exampleAlert';
import { FakeAlertmanager } from '../__testUtils__/FakeAlertmanager';
import type { AlertRecord } from '../alerts/AlertRecord';
import { AlertSettings } from '../settings/AlertSettings';
import { DatabaseAlertStore } from '../store/DatabaseAlertStore';
import { openAlertsDatabase } from '../store/openAlertsDatabase';
import { DatabaseSilenceStore } from './DatabaseSilenceStore';
import { ServerSync } from './ServerSync';

// Only a bound: a busy machine is slow.
jest.setTimeout(60_000);

const { signal } = new AbortController();
const server = {
  name: 'prod',
  url: 'http://alertmanager.test',
  cluster: 'prod',
};
const settings = AlertSettings.fromConfig(new ConfigReader({}));
const CART = { kind: 'Deployment', namespace: 'shop', name: 'cart' };
const LABELS = { alertname: 'PodNotReady', namespace: 'shop', pod: 'cart-1-a' };

const muteOf = (changes: Partial<ActiveMute> = {}): ActiveMute => ({
  id: 7,
  fault: 'alert-firing',
  cluster: 'prod',
  ...CART,
  reason: 'known',
  createdBy: 'user:default/omar',
  until: Date.now() + 3_600_000,
  ...changes,
});

describe('ServerSync', () => {
  let knex: Knex;
  let store: DatabaseAlertStore;
  let silences: DatabaseSilenceStore;
  let alertmanager: FakeAlertmanager;
  let mutes: ActiveMute[];
  let alerts: AlertRecord[];
  let sync: ServerSync;
  let changes: number;

  beforeEach(async () => {
    knex = knexOf({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    await openAlertsDatabase(mockServices.database({ knex }));
    store = DatabaseAlertStore.create({ knex });
    silences = DatabaseSilenceStore.create({ knex });
    alertmanager = new FakeAlertmanager();
    mutes = [];
    alerts = [exampleAlert({ labels: LABELS })];
    changes = 0;
    sync = ServerSync.create({
      client: alertmanager.client(server),
      incidents: { current: async () => [], mutes: async () => mutes },
      server,
      settings,
      silences,
      store,
      firing: () =>
        alerts.map(record => ({
          record,
          object: CART,
          hasSuffered: false,
          importance: { score: 0.6, terms: [] },
          state: 'firing',
        })),
      onChange: () => {
        changes += 1;
      },
    });
  });

  afterEach(async () => {
    await knex.destroy();
  });

  const run = () => sync.run(signal);
  const active = () => alertmanager.inState('active');

  it('silences what is muted, once, and ends that with the mute', async () => {
    mutes = [muteOf()];
    await run();
    await run();
    expect(active()).toMatchObject([
      {
        createdBy: 'Groundcrew for user:default/omar',
        comment: 'known (mute 7: alert-firing)',
      },
    ]);
    expect(alertmanager.made).toBe(1);
    mutes = [];
    await run();
    expect(active()).toEqual([]);
    expect(await silences.silencesIn('prod')).toEqual([]);
  });

  it('silences also the alerts that come to it, and lasts as long as the mute', async () => {
    mutes = [muteOf()];
    await run();
    alerts.push(exampleAlert({ labels: { ...LABELS, pod: 'cart-1-b' } }));
    await run();
    expect(active()).toHaveLength(1);
    expect(active()[0].matchers).toContainEqual({
      name: 'pod',
      value: 'cart-1-a|cart-1-b',
      isRegex: true,
      isEqual: true,
    });
    const until = Date.now() + 7_200_000;
    mutes = [muteOf({ until })];
    await run();
    expect(active().map(({ endsAt }) => Date.parse(endsAt))).toEqual([until]);
  });

  it('does not silence twice what it was not answered for', async () => {
    mutes = [muteOf()];
    alertmanager.losesAnswers = true;
    await expect(run()).rejects.toThrow('cannot be reached');
    expect(active()).toHaveLength(1);
    alertmanager.losesAnswers = false;
    await run();
    expect(active()).toHaveLength(1);
    expect(await silences.silencesIn('prod')).toHaveLength(1);
  });

  it('silences again what Alertmanager lost, and not what a person ended there', async () => {
    mutes = [muteOf()];
    await run();
    alertmanager.silences.clear();
    await run();
    expect(active()).toHaveLength(1);
    alertmanager.end(active()[0].id);
    await run();
    expect(active()).toEqual([]);
  });

  it('loses nothing while Alertmanager is away, and says so', async () => {
    mutes = [muteOf()];
    alertmanager.isAway = true;
    await expect(run()).rejects.toThrow('cannot be reached');
    await expect(run()).rejects.toThrow('cannot be reached');
    expect(await silences.servers()).toMatchObject([
      { message: "The Alertmanager 'prod' cannot be reached" },
    ]);
    alertmanager.isAway = false;
    await run();
    expect(active()).toHaveLength(1);
    expect(await silences.servers()).toEqual([
      { name: 'prod', answeredAt: expect.any(Number) },
    ]);
  });

  it('ends what was muted while Alertmanager was away', async () => {
    mutes = [muteOf()];
    await run();
    mutes = [];
    alertmanager.isAway = true;
    await expect(run()).rejects.toThrow();
    alertmanager.isAway = false;
    await run();
    expect(active()).toEqual([]);
  });

  it('leaves other clusters alone', async () => {
    mutes = [muteOf({ cluster: 'dev' })];
    await run();
    expect(active()).toEqual([]);
  });

  it('hears of what was silenced there, also of what was posted to nobody', async () => {
    alertmanager.silencedBy('ada', { fingerprint: 'f-1', labels: LABELS });
    await run();
    expect(await store.firing()).toMatchObject([
      {
        cluster: 'prod',
        fingerprint: 'f-1',
        silences: [{ server: 'prod', createdBy: 'ada', isOurs: false }],
      },
    ]);
    expect(changes).toBe(1);
    await run();
    expect(changes).toBe(1);
    alertmanager.alerts.length = 0;
    await run();
    expect(await store.firing()).toEqual([]);
    expect(changes).toBe(2);
  });

  it('hears that a silence has ended', async () => {
    alertmanager.silencedBy('ada', { fingerprint: 'f-1', labels: LABELS });
    await run();
    alertmanager.alerts[0].status.silencedBy = [];
    await run();
    expect(await store.firing()).toMatchObject([{ silences: [] }]);
  });
});
