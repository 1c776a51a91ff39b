import {
  createClusterFixture,
  eventually,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { deployment, node, pod } from './__testUtils__/objects';
import { headerOf, startFaults } from './__testUtils__/startFaults';
import {
  canMonitor,
  freePort,
  startMonitoring,
  type Monitoring,
} from './__testUtils__/startMonitoring';
import {
  AlertmanagerClient,
  type ServerSilence,
} from './silences/AlertmanagerClient';

// Only a bound: a busy machine is slow.
jest.setTimeout(240_000);

const describeWithPrometheus = canMonitor() ? describe : describe.skip;

const RULES = `
groups:
  - name: shop
    rules:
      - alert: HighErrorRate
        expr: shop_errors > 0.1
        labels: { severity: critical }
        annotations: { summary: 'errors of {{ $labels.pod }}' }
`;
const broken = (...pods: string[]) =>
  pods
    .map(name => `shop_errors{namespace="shop",pod="${name}-1-a"} 0.5`)
    .join('\n');
const { signal } = new AbortController();
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describeWithPrometheus('with the real Prometheus and Alertmanager', () => {
  let alertmanager: AlertmanagerClient;
  let faults: Awaited<ReturnType<typeof startFaults>>;
  let monitoring: Monitoring | undefined;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    alertmanager = AlertmanagerClient.create({ name: 'test', url });
    faults = await startFaults({
      fixture: createClusterFixture({
        clusters: {
          prod: {
            environment: 'prod',
            objects: ['cart', 'orders']
              .map(name => deployment(name) + pod(name, 'node-a'))
              .concat(node('node-a')),
          },
        },
      }),
      alertmanager: {
        receivers: [{ subject: 'alertmanager', cluster: 'prod' }],
        servers: [{ name: 'prod', url, cluster: 'prod' }],
        pollEvery: '1s',
      },
    });
  });

  afterAll(async () => {
    await monitoring?.stop();
    await faults?.stop();
  });

  const server = async () => (await faults.alerts()).servers[0];
  const alertOf = async (name: string) =>
    (await faults.alerts()).alerts.find(({ object }) => object?.name === name);
  const incidentOf = async (name: string) =>
    (await faults.incidents()).find(({ object }) => object.name === name);
  const silences = async (state: ServerSilence['status']['state']) =>
    (await alertmanager.silences(signal)).filter(
      ({ status }) => status.state === state,
    );
  /** Two programs that look every half second stand between what happens and what is known of it. */
  const soon = (condition: () => Promise<boolean>) =>
    eventually(condition, 60_000);

  it('makes an incident of an alert, silences it while that is muted, and hears of silences made there', async () => {
    // There is no Alertmanager yet, and that is said.
    await eventually(async () => (await server()).state === 'fails');
    expect((await server()).message).toBe(
      "The Alertmanager 'prod' cannot be reached (ECONNREFUSED)",
    );
    monitoring = await startMonitoring({
      port,
      rules: RULES,
      token: headerOf('alertmanager').replace('Bearer ', ''),
      webhook: `http://127.0.0.1:${faults.server.port()}${faults.at(
        '/alerts/alertmanager',
      )}`,
    });

    monitoring.expose(broken('cart'));
    await soon(async () => (await incidentOf('cart')) !== undefined);
    expect(await incidentOf('cart')).toMatchObject({
      fault: 'alert-firing',
      object: { cluster: 'prod', kind: 'Deployment', namespace: 'shop' },
      message: 'The alert HighErrorRate fires: errors of cart-1-a',
    });
    expect(await alertOf('cart')).toMatchObject({
      state: 'firing',
      incidentId: 1,
      generatorUrl: expect.stringMatching(/^http/),
    });

    const muted = await faults.mute({
      fault: 'alert-firing',
      cluster: 'prod',
      namespace: 'shop',
      kind: 'Deployment',
      name: 'cart',
      reason: 'known, mended tomorrow',
      until: inAnHour(),
    });
    expect(muted.status).toBe(201);
    await soon(async () => (await silences('active')).length === 1);
    expect(await silences('active')).toMatchObject([
      {
        createdBy: 'Groundcrew for user:default/mock',
        comment: 'known, mended tomorrow (mute 1: alert-firing)',
        endsAt: muted.body.until,
        matchers: expect.arrayContaining([
          {
            name: 'alertname',
            value: 'HighErrorRate',
            isRegex: false,
            isEqual: true,
          },
          { name: 'pod', value: 'cart-1-a', isRegex: false, isEqual: true },
        ]),
      },
    ]);
    // It is one of ours: the incident stays, muted.
    await soon(async () => (await alertOf('cart'))?.silences.length === 1);
    expect(await alertOf('cart')).toMatchObject({
      state: 'firing',
      silences: [{ isOurs: true }],
    });
    expect((await incidentOf('cart'))?.mutedUntil).toBeDefined();

    expect((await faults.endMute(muted.body.id)).status).toBe(204);
    await soon(async () => (await silences('active')).length === 0);
    expect((await server()).state).toBe('answers');

    const id = await alertmanager.silence(
      {
        matchers: [
          {
            name: 'pod',
            value: '(cart|orders)-.*',
            isRegex: true,
            isEqual: true,
          },
        ],
        startsAt: new Date().toISOString(),
        endsAt: inAnHour(),
        createdBy: 'ada',
        comment: 'we are moving',
      },
      signal,
    );
    await soon(async () => (await alertOf('cart'))?.state === 'silenced');
    await soon(async () => (await incidentOf('cart')) === undefined);
    expect((await alertOf('cart'))?.importance).toMatchObject({
      score: 0,
      terms: expect.arrayContaining([
        expect.objectContaining({
          id: 'silenced',
          message: 'ada silenced it in Alertmanager',
        }),
      ]),
    });

    // What is silent from its beginning is posted to nobody.
    monitoring.expose(broken('cart', 'orders'));
    await soon(async () => (await alertOf('orders'))?.state === 'silenced');
    expect(await incidentOf('orders')).toBeUndefined();

    await alertmanager.expire(id, signal);
    await soon(async () => (await incidentOf('orders')) !== undefined);

    monitoring.expose('');
    await soon(async () => (await faults.incidents()).length === 0);
    expect((await alertOf('cart'))?.state).toBe('resolved');
  });
});
