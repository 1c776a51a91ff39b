import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import { entityInterestServiceRef } from '@groundcrew/plugin-clusters-node';
import {
  createClusterFixture,
  eventually,
} from '@groundcrew/plugin-clusters-node/testUtils';
// The plugin that it is a module of.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { faultsPlugin } from '@groundcrew/plugin-faults-backend';
import {
  incidentDetailSchema,
  noticesViewSchema,
} from '@groundcrew/plugin-faults-common';
import { operationsServiceRef } from '@groundcrew/plugin-operations-node';
import request from 'supertest';
import { exampleEntities } from './__testUtils__/exampleEntities';
import { GivenNotifications } from './__testUtils__/GivenNotifications';
import notificationsModule from './index';

// Only a bound: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

const shop = `
kind: Namespace
metadata: { name: shop, labels: { groundcrew.io/environment: prod } }
---
kind: Node
metadata: { name: node-a }
status: { conditions: [{ type: Ready, status: "True" }] }
---
kind: ServiceAccount
metadata: { name: default, namespace: shop }
---
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: app, image: "registry.test/cart:2" }] }
status: { replicas: 1, readyReplicas: 0 }
---
kind: Pod
metadata: { name: cart-a, namespace: shop, labels: { app: cart } }
spec: { nodeName: node-a, containers: [{ name: app, image: "registry.test/cart:2" }] }
status: { phase: Pending, containerStatuses: [{ name: app, ready: false, restartCount: 0, state: { waiting: { reason: ImagePullBackOff, message: "failed to resolve reference registry.test/cart:2: not found" } } }] }
`;

async function start(notifications: JsonObject, denied: string[] = []) {
  const given = new GivenNotifications();
  const decide = (names: { permission: { name: string } }[]) =>
    names.map(({ permission: { name } }) => ({
      result: denied.includes(name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    })) as { result: AuthorizeResult.ALLOW }[];
  const { server } = await startTestBackend({
    features: [
      faultsPlugin,
      notificationsModule,
      createClusterFixture({ clusters: { dev: { objects: shop } } }).factory,
      mockServices.rootConfig.factory({
        data: { groundcrew: { faults: { notifications } } },
      }),
      metricsServiceMock.factory(),
      createServiceFactory({
        service: operationsServiceRef,
        deps: {},
        factory: () => ({ list: async () => ({ items: [] }) } as never),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => given,
      }),
      createServiceFactory({
        service: entityInterestServiceRef,
        deps: {},
        factory: () => ({ renew: () => {} }),
      }),
      mockServices.permissions.mock({
        authorize: async asked => decide(asked),
        authorizeConditional: async asked => decide(asked),
      }).factory,
      catalogServiceMock.factory({ entities: exampleEntities }),
    ],
  });
  const get = async (
    path: string,
    authorization = mockCredentials.user.header(),
  ) =>
    await request(server)
      .get(`/api/groundcrew-faults/v1${path}`)
      .set('Authorization', authorization);
  return { get, given };
}

describe('the notifications module', () => {
  it('tells of what breaks, and shows who was told', async () => {
    const { get, given } = await start({
      gather: '0s',
      routes: [{ name: 'all', recipients: ['group:default/platform'] }],
    });
    await eventually(() => given.sent.length === 1);
    expect(given.sent[0].payload.title).toMatch(
      /^cart-a in prod: The image does not exist/,
    );
    await eventually(async () => {
      const { body } = await get('/incidents/1/notices');
      return body.notices?.[0]?.sentAt !== undefined;
    });
    const view = noticesViewSchema.parse(
      (await get('/incidents/1/notices')).body,
    );
    expect(view).toMatchObject({
      state: 'told',
      route: 'all',
      notices: [
        {
          reason: 'opened',
          recipients: ['group:default/platform'],
          missing: [],
        },
      ],
    });
    await eventually(async () => {
      const { timeline } = incidentDetailSchema.parse(
        (await get('/incidents/1')).body,
      );
      return timeline.some(
        ({ kind, message }) =>
          kind === 'told' && message.startsWith('Told group:default/platform'),
      );
    });
  });

  it('shows nothing to those who may not see the incident, and describes its routes', async () => {
    const { get, given } = await start({
      gather: '0s',
      routes: [{ recipients: ['group:default/platform'] }],
    });
    await eventually(() => given.sent.length === 1);
    expect((await get('/incidents/99/notices')).status).toBe(404);
    expect((await get('/incidents/x/notices')).status).toBe(400);
    expect(
      (await get('/incidents/1/notices', mockCredentials.none.header())).status,
    ).toBe(401);
    expect(
      (await get('/incidents/1/notices', mockCredentials.service.header()))
        .status,
    ).toBe(403);
    const { body } = await get('/notices/openapi.json');
    expect(Object.keys(body.paths)).toContain('/v1/incidents/{id}/notices');
  });

  it('refuses to start with what contradicts itself', async () => {
    await expect(
      start({ routes: [{ recipients: ['oncall:nobody'] }] }),
    ).rejects.toThrow(/there is no rotation 'nobody'/);
  });
});
