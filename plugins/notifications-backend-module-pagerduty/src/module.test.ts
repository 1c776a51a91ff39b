import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import {
  notificationsProcessingExtensionPoint,
  type NotificationProcessor,
  type NotificationRecipients,
} from '@backstage/plugin-notifications-node';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { PagerDutyClient } from './events/PagerDutyClient';
import pagerDutyModule from './index';
import { readPagerDutyServices } from './settings/PagerDutySettings';
import { PagerDutyServer } from './__testUtils__/PagerDutyServer';

const KEY = 'secret-routing-key-0123456789abc';

const payload = (changes: Partial<NotificationPayload> = {}) => ({
  title: 'checkout in prod: the image does not exist',
  description: 'It is P1.',
  link: '/faults/incidents/7',
  scope: 'groundcrew-incident-7',
  topic: 'groundcrew-incidents',
  severity: 'high' as const,
  metadata: {
    'groundcrew.io/state': 'open',
    'groundcrew.io/severity': 'P1',
    'groundcrew.io/cluster': 'prod-eu',
    'groundcrew.io/environment': 'prod',
    'groundcrew.io/fault': 'image-missing',
    'groundcrew.io/entities': 'component:default/checkout',
  },
  ...changes,
});
const over = (changes: Partial<NotificationPayload> = {}) =>
  payload({
    title: 'Over: checkout in prod',
    severity: 'low',
    metadata: {
      ...payload().metadata,
      'groundcrew.io/state': 'over',
    },
    ...changes,
  });
const toPlatform: NotificationRecipients = {
  type: 'entity',
  entityRef: ['group:default/platform', 'user:default/dana'],
};

describe('the PagerDuty module', () => {
  let server: PagerDutyServer;

  beforeEach(async () => {
    server = await PagerDutyServer.start();
  });

  afterEach(async () => {
    await server.stop();
  });

  async function start(filter: object = {}) {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const processors: NotificationProcessor[] = [];
    const backend = await startTestBackend({
      extensionPoints: [
        [
          notificationsProcessingExtensionPoint,
          {
            addProcessor: (...added) => {
              processors.push(...added.flat());
            },
            setNotificationRecipientResolver: () => {},
          },
        ],
      ],
      features: [
        pagerDutyModule,
        logger.factory,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'https://backstage.example.com' },
            notifications: {
              processors: {
                pagerduty: [
                  {
                    name: 'platform',
                    routingKey: KEY,
                    endpoint: server.endpoint.href,
                    filter: { ...filter },
                  },
                ],
              },
            },
          },
        }),
      ],
    });
    const [processor] = processors;
    const send = async (
      sent: NotificationPayload,
      recipients: NotificationRecipients = toPlatform,
    ) => {
      const options = { recipients, payload: sent };
      expect(await processor.processOptions!(options)).toBe(options);
    };
    return { backend, logger, processor, send };
  }

  it('triggers an alert with everything that is known, and resolves it', async () => {
    const { processor, send } = await start();
    expect(processor.getName()).toBe('PagerDuty');
    await send(payload());
    await send(over());
    await eventually(() => server.received.length === 2);
    const [trigger, resolve] = server.received;
    expect(trigger).toEqual({
      method: 'POST',
      url: '/v2/enqueue',
      contentType: 'application/json',
      body: {
        routing_key: KEY,
        event_action: 'trigger',
        dedup_key: 'groundcrew-incident-7',
        client: 'Backstage',
        client_url: 'https://backstage.example.com/faults/incidents/7',
        links: [
          {
            href: 'https://backstage.example.com/faults/incidents/7',
            text: 'checkout in prod: the image does not exist',
          },
        ],
        payload: {
          summary: 'checkout in prod: the image does not exist',
          source: 'prod-eu',
          severity: 'error',
          component: 'component:default/checkout',
          group: 'prod',
          class: 'image-missing',
          custom_details: { description: 'It is P1.' },
        },
      },
    });
    expect(resolve.body).toEqual({
      routing_key: KEY,
      event_action: 'resolve',
      dedup_key: 'groundcrew-incident-7',
    });
  });

  it('tells of what the filter lets through, and of the end of it', async () => {
    const { send } = await start({
      minSeverity: 'critical',
      recipients: ['Group:default/platform'],
      includedTopics: ['groundcrew-incidents', 'other', 'not'],
      excludedTopics: ['not'],
    });
    const critical = (changes: Partial<NotificationPayload> = {}) =>
      payload({ severity: 'critical', ...changes });
    await send(payload());
    await send(payload({ severity: undefined }));
    await send(critical({ topic: 'not' }));
    await send(critical({ topic: undefined }));
    await send(critical(), { type: 'broadcast' });
    await send(critical(), { type: 'entity', entityRef: 'user:default/dana' });
    // Only these:
    await send({
      title: 'x'.repeat(2_000),
      topic: 'other',
      severity: 'critical',
    });
    await eventually(() => server.received.length === 1);
    await send(over({ scope: 's'.repeat(300) }));
    await eventually(() => server.received.length === 2);
    expect(server.received.map(({ body }) => body)).toEqual([
      {
        routing_key: KEY,
        event_action: 'trigger',
        client: 'Backstage',
        payload: {
          summary: `${'x'.repeat(1_023)}…`,
          source: 'backstage.example.com',
          severity: 'critical',
          class: 'other',
        },
      },
      {
        routing_key: KEY,
        event_action: 'resolve',
        dedup_key: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('ends with the backend', async () => {
    const { backend, logger, send } = await start();
    await server.stop();
    await send(payload());
    await backend.stop();
    await eventually(() => logger.error.mock.calls.length === 1);
    expect(logger.error.mock.calls[0][0]).toMatch(/could not be told/);
    server = await PagerDutyServer.start();
  });
});

describe('PagerDutyClient', () => {
  let server: PagerDutyServer;
  const logger = mockServices.logger.mock();
  const trigger = (key?: string) => ({
    event_action: 'trigger' as const,
    ...(key ? { dedup_key: key } : {}),
    client: 'Backstage',
    payload: { summary: 'x', source: 'y', severity: 'error' as const },
  });

  beforeEach(async () => {
    jest.clearAllMocks();
    server = await PagerDutyServer.start();
  });

  afterEach(async () => {
    await server.stop();
  });

  const create = () =>
    PagerDutyClient.create({
      logger,
      service: { name: 'platform', endpoint: server.endpoint, routingKey: KEY },
      initialBackoffMs: 1,
    });

  it('tries again what may pass, and keeps the order', async () => {
    server.answers.push(
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 503 },
    );
    const client = create();
    await Promise.all([
      client.deliver(trigger('a')),
      client.deliver({ event_action: 'resolve', dedup_key: 'a' }),
    ]);
    expect(server.received.map(({ body }) => body.event_action)).toEqual([
      'trigger',
      'trigger',
      'trigger',
      'resolve',
    ]);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it.each([
    ['what is wrong, at once', 400, 1],
    ['what does not pass, in the end', 500, 6],
  ])('gives up %s, and says so without the key', async (_, status, tries) => {
    for (let count = 0; count < 10; count += 1) {
      server.answers.push({ status });
    }
    await create().deliver(trigger('a'));
    expect(server.received).toHaveLength(tries);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error.mock.calls[0][0]).toMatch(
      new RegExp(`platform could not be told \\(trigger a\\).*${status}`),
    );
    expect(JSON.stringify(logger.error.mock.calls)).not.toContain(KEY);
  });

  it('takes the key nowhere else', async () => {
    const other = await PagerDutyServer.start();
    server.answers.push({
      status: 307,
      headers: { location: other.endpoint.href },
    });
    const client = create();
    await client.deliver(trigger());
    // The next answer is a good one.
    expect(server.received).toHaveLength(2);
    expect(other.received).toEqual([]);
    await other.stop();
  });

  it('leaves out what is too much', async () => {
    const client = create();
    client.stop();
    await server.stop();
    const all = Array.from({ length: 1_001 }, () => client.deliver(trigger()));
    await all[1_000];
    expect(logger.error.mock.calls[0][0]).toMatch(
      /not told of something: 1000 events are waiting/,
    );
    await Promise.all(all);
    server = await PagerDutyServer.start();
  });
});

describe('readPagerDutyServices', () => {
  const read = (...pagerduty: object[]) =>
    readPagerDutyServices(
      mockServices.rootConfig({
        data: { notifications: { processors: { pagerduty } } } as never,
      }),
    );

  it('takes what is urgent of incidents to the public endpoint by default', () => {
    expect(read({ routingKey: KEY })).toEqual([
      {
        name: 'service 1',
        endpoint: new URL('https://events.pagerduty.com/v2/enqueue'),
        routingKey: KEY,
        minSeverity: 'high',
        includedTopics: new Set(['groundcrew-incidents']),
        excludedTopics: new Set(),
      },
    ]);
    expect(readPagerDutyServices(mockServices.rootConfig())).toEqual([]);
  });

  it.each<[string, object[], RegExp]>([
    ['no key', [{}], /routingKey/],
    ['a key that is none', [{ routingKey: 'a b' }], /no integration key/],
    [
      'an address that others can read on the way',
      [{ routingKey: KEY, endpoint: 'http://events.pagerduty.com/' }],
      /has to be an https address/,
    ],
    ['no address', [{ routingKey: KEY, endpoint: 'there' }], /https address/],
    [
      'a severity that there is not',
      [{ routingKey: KEY, filter: { minSeverity: 'awful' } }],
      /pagerduty\[0\]\.filter\.minSeverity: 'awful' is none of critical/,
    ],
    [
      'one name for two',
      [
        { routingKey: KEY, name: 'a' },
        { routingKey: KEY, name: 'a' },
      ],
      /two services are called 'a'/,
    ],
  ])('refuses %s', (_, pagerduty, message) => {
    expect(() => read(...pagerduty)).toThrow(message);
    expect(() => read(...pagerduty)).not.toThrow(KEY);
  });
});
