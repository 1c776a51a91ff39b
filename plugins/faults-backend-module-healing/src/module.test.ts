import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { entityInterestServiceRef } from '@groundcrew/plugin-clusters-node';
import {
  createClusterFixture,
  eventually,
  type ClusterFixture,
} from '@groundcrew/plugin-clusters-node/testUtils';
// The plugin that it is a module of.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import { faultsPlugin } from '@groundcrew/plugin-faults-backend';
import {
  healingOverviewSchema,
  healingTrialSchema,
  healingViewSchema,
  type HealingView,
} from '@groundcrew/plugin-faults-common';
import { operationsServiceRef } from '@groundcrew/plugin-operations-node';
import request from 'supertest';
import { StubOperations } from './__testUtils__/StubOperations';
import healingModule from './index';

// Only a bound: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

const template = (image: string) => `
    metadata: { labels: { app: cart } }
    spec: { containers: [{ name: app, image: "registry.test/cart:${image}" }] }`;

const workload = (image: string, ready: number) => `
kind: Deployment
metadata:
  name: cart
  namespace: shop
  annotations: { deployment.kubernetes.io/revision: "2" }
spec:
  replicas: 1
  selector: { matchLabels: { app: cart } }
  template:${template(image)}
status: { replicas: 1, readyReplicas: ${ready} }
---
`;
const replicaSet = (revision: number, image: string, createdAt: string) => `
kind: ReplicaSet
metadata:
  name: cart-${revision}
  namespace: shop
  creationTimestamp: "${createdAt}"
  annotations: { deployment.kubernetes.io/revision: "${revision}" }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: cart, uid: "", controller: true }]
spec:
  replicas: ${revision - 1}
  template:${template(image)}
---
`;
const pod = (image: string, status: string) => `
kind: Pod
metadata:
  name: cart-2-a
  namespace: shop
  labels: { app: cart }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: cart-2, uid: "", controller: true }]
spec: { nodeName: node-a, containers: [{ name: app, image: "registry.test/cart:${image}" }] }
status: ${status}
---
`;
const RUNNING =
  '{ phase: Running, conditions: [{ type: Ready, status: "True" }], containerStatuses: [{ name: app, ready: true, restartCount: 0, state: { running: {} } }] }';
const WITHOUT_IMAGE =
  '{ phase: Pending, containerStatuses: [{ name: app, ready: false, restartCount: 0, state: { waiting: { reason: ImagePullBackOff, message: "failed to resolve reference registry.test/cart:2: not found" } } }] }';

const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();
const shop = () => `
kind: Namespace
metadata: { name: shop, labels: { groundcrew.io/environment: dev } }
---
kind: Node
metadata: { name: node-a }
status: { conditions: [{ type: Ready, status: "True" }] }
---
kind: ServiceAccount
metadata: { name: default, namespace: shop }
---
${replicaSet(1, '1', minutesAgo(600))}
${replicaSet(2, '2', minutesAgo(2))}
${workload('2', 0)}
${pod('2', WITHOUT_IMAGE)}`;

describe('the healing module', () => {
  let fixture: ClusterFixture;
  let operations: StubOperations;

  async function start(denied: string[] = [], healingConfig: JsonObject = {}) {
    fixture = createClusterFixture({ clusters: { dev: { objects: shop() } } });
    operations = new StubOperations();
    const auditor = mockServices.auditor.mock();
    const event = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(event);
    const { server } = await startTestBackend({
      features: [
        faultsPlugin,
        healingModule,
        fixture.factory,
        auditor.factory,
        mockServices.rootConfig.factory({
          data: {
            groundcrew: {
              faults: {
                incidents: { quietPeriod: '1ms' },
                healing: { defaultMode: 'auto', ...healingConfig },
              },
            },
          },
        }),
        metricsServiceMock.factory(),
        createServiceFactory({
          service: operationsServiceRef,
          deps: {},
          factory: () => operations,
        }),
        createServiceFactory({
          service: entityInterestServiceRef,
          deps: {},
          factory: () => ({ renew: () => {} }),
        }),
        mockServices.permissions.mock({
          authorize: async asked =>
            asked.map(({ permission: { name } }) => ({
              result: denied.includes(name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
          authorizeConditional: async permissions =>
            permissions.map(({ permission: { name } }) => ({
              result: denied.includes(name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
        }).factory,
        catalogServiceMock.factory({ entities: [] }),
      ],
    });
    const at = (path: string) => `/api/groundcrew-faults/v1${path}`;
    const person = mockCredentials.user.header();
    const get = async (path: string, authorization = person) =>
      await request(server).get(at(path)).set('Authorization', authorization);
    const post = async (path: string, body: object, authorization = person) =>
      await request(server)
        .post(at(path))
        .set('Authorization', authorization)
        .send(body);
    const healing = async (): Promise<HealingView> =>
      healingViewSchema.parse((await get('/incidents/1/healing')).body);
    const isAt = (state: string) => async () => {
      const answer = await get('/incidents/1/healing');
      return answer.status === 200 && answer.body.state === state;
    };
    return { auditor, event, get, healing, isAt, post };
  }

  it('does not start for a fault that nobody finds', async () => {
    await expect(
      start([], {
        policies: [
          {
            id: 'mine',
            title: 'Mine',
            why: 'It helps.',
            trigger: { faults: ['image-not-fond'] },
            operations: ['kubernetes.restart'],
            limits: {
              attempts: 1,
              cooldownSeconds: 60,
              helpsWithinSeconds: 60,
            },
            priority: 1,
          },
        ],
      }),
    ).rejects.toThrow(
      "No detector finds the fault 'image-not-fond', which the healing policy 'mine' is for. Is 'image-not-found' meant?",
    );
  });

  it('rolls back a release whose image does not exist, and sees that it helped', async () => {
    const { get, healing, isAt } = await start();
    await eventually(isAt('acting'));
    expect(operations.calls).toEqual([
      'plugin:groundcrew-faults kubernetes.roll-back',
    ]);
    const [{ request: asked }] = operations.asked.values();
    expect(asked).toMatchObject({
      operation: 'kubernetes.roll-back',
      target: {
        cluster: 'dev',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'cart',
      },
      input: { revision: 1 },
      idempotencyKey: 'healing-1-1',
    });
    expect((await get('/incidents/1')).body.phase).toBe('healing');

    fixture.apply('dev', workload('1', 1) + pod('1', RUNNING));
    operations.become('op-1', 'succeeded');
    fixture.apply('dev', pod('1', RUNNING));
    await eventually(async () => {
      const view = await healing();
      return view.state === 'healed' || view.state === 'verifying';
    });
    await eventually(isAt('healed'));
    expect((await healing()).attempts).toMatchObject([
      {
        policy: 'roll-back-image',
        outcome: 'healed',
        operationId: 'op-1',
      },
    ]);
    const { body } = await get('/healing');
    const { policies } = healingOverviewSchema.parse(body);
    expect(policies.find(({ id }) => id === 'roll-back-image')).toMatchObject({
      mode: 'auto',
      record: { fired: 1, acted: 1, healed: 1, success: { rate: 1, of: 1 } },
    });
  });

  it('is switched and paused by those who may, which the auditor hears of', async () => {
    const { auditor, event, get, post } = await start();
    const switched = await post('/healing/policies/roll-back-image/switch', {
      mode: 'approve',
      reason: 'not tonight',
    });
    expect(switched.status).toBe(200);
    expect(
      healingOverviewSchema
        .parse(switched.body)
        .policies.find(({ id }) => id === 'roll-back-image'),
    ).toMatchObject({ mode: 'approve', changedBy: 'user:default/mock' });
    const pause = { paused: true, cluster: 'dev', reason: 'a drill' };
    expect((await post('/healing/pause', pause)).body.pauses).toMatchObject([
      { cluster: 'dev', reason: 'a drill', pausedBy: 'user:default/mock' },
    ]);
    const resumed = await post('/healing/pause', { ...pause, paused: false });
    expect(resumed.body.pauses).toEqual([]);
    expect(
      auditor.createEvent.mock.calls.map(([{ eventId }]) => eventId),
    ).toEqual(
      expect.arrayContaining([
        'healing-policy-switch',
        'healing-pause',
        'healing-resume',
      ]),
    );
    expect(event.success).toHaveBeenCalledTimes(3);
    expect((await get('/healing')).body.mayConfigure).toBe(true);
  });

  it('tries a policy on incidents that are over, and does nothing about any', async () => {
    const { get, isAt, post } = await start(['groundcrew.healing.configure'], {
      defaultMode: 'observe',
      furthest: { dev: 'approve' },
    });
    await eventually(isAt('observing'));
    const trial = async (body: object) =>
      await post('/healing/policies/dry-run', body);
    expect((await trial({ policy: 'roll-back-image' })).body).toEqual({
      days: 30,
      looked: 0,
      matched: 0,
      acts: 0,
      proposes: 0,
      entries: [],
    });
    fixture.apply('dev', workload('1', 1) + pod('1', RUNNING));
    await eventually(
      async () => (await get('/incidents/1')).body.phase === 'resolved',
    );
    expect(
      healingTrialSchema.parse(
        (await trial({ policy: 'roll-back-image', days: 1 })).body,
      ),
    ).toMatchObject({
      looked: 1,
      matched: 1,
      acts: 0,
      proposes: 1,
      entries: [
        {
          incident: 1,
          verdict: 'proposes',
          keptBy: 'mode',
          next: { operation: 'kubernetes.roll-back' },
        },
      ],
    });
    expect(operations.calls).toEqual([]);
    expect((await trial({ policy: 'rain' })).status).toBe(404);
    const own = {
      id: 'own',
      title: 'Own',
      why: 'It helps.',
      trigger: { faults: ['image-not-found'] },
      operations: ['kubernetes.roll-back'],
      limits: { attempts: 1, cooldownSeconds: 0, helpsWithinSeconds: 60 },
      priority: 1,
    };
    const denied = await trial({ policy: own });
    expect(denied.status).toBe(403);
    expect((await trial({ policy: { ...own, id: 'Own' } })).status).toBe(400);
  });

  it('tries a policy that is not there yet, for those who may', async () => {
    const { isAt, post } = await start();
    await eventually(isAt('acting'));
    const policy = {
      id: 'own',
      title: 'Own',
      why: 'It helps.',
      trigger: { faults: ['image-not-found'] },
      condition: 'incident.fault == ',
      operations: ['kubernetes.roll-back'],
      limits: { attempts: 1, cooldownSeconds: 0, helpsWithinSeconds: 60 },
      priority: 1,
    };
    const broken = await post('/healing/policies/dry-run', { policy });
    expect(broken.status).toBe(400);
    expect(broken.body.error.message).toContain(
      "The condition of the healing policy 'own' cannot be used",
    );
    const trial = await post('/healing/policies/dry-run', {
      policy: { ...policy, condition: 'incident.fault != ""' },
      mode: 'observe',
    });
    expect(trial.body).toMatchObject({ looked: 0, entries: [] });
  });

  it('forgets what it has learnt when it is told to, which the auditor hears of', async () => {
    const { auditor, isAt, post } = await start();
    await eventually(isAt('acting'));
    operations.become('op-1', 'failed');
    await eventually(isAt('handed-over'));
    const success = (body: object) =>
      healingOverviewSchema
        .parse(body)
        .policies.find(({ id }) => id === 'roll-back-image')?.record;
    const reset = async (scope: object) =>
      await post('/healing/learning/reset', { ...scope, reason: 'a drill' });
    const other = await reset({ policy: 'roll-back-crash-loop' });
    expect(success(other.body)).toMatchObject({ success: { rate: 0, of: 1 } });
    const answer = await reset({
      policy: 'roll-back-image',
      fault: 'image-not-found',
      object: {
        cluster: 'dev',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'cart',
      },
    });
    expect(success(answer.body)).toMatchObject({ acted: 1 });
    expect(success(answer.body)?.success).toBeUndefined();
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'healing-learning-reset',
        meta: expect.objectContaining({
          policy: 'roll-back-image',
          target: 'dev/shop/Deployment/cart',
          reason: 'a drill',
        }),
      }),
    );
    expect((await reset({})).status).toBe(400);
    expect((await reset({ policy: 'rain' })).status).toBe(404);
  });

  it('lets those who may only look change nothing', async () => {
    const { event, get, post } = await start(['groundcrew.healing.configure']);
    const reason = 'because';
    const answer = await post('/healing/pause', { paused: true, reason });
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('groundcrew.healing.configure');
    expect(event.fail).toHaveBeenCalledTimes(1);
    expect((await get('/healing')).body.mayConfigure).toBe(false);
  });

  it('is for people alone', async () => {
    const { get, post } = await start();
    const { none, service } = mockCredentials;
    expect((await get('/healing', none.header())).status).toBe(401);
    expect((await get('/healing', service.header())).status).toBe(403);
    const body = { paused: true, reason: 'because' };
    expect((await post('/healing/pause', body, service.header())).status).toBe(
      403,
    );
  });

  it.each<[string, string, object, number]>([
    [
      'a policy that there is not',
      '/healing/policies/rain/switch',
      { enabled: false, reason: 'because' },
      404,
    ],
    [
      'a switch to nothing',
      '/healing/policies/roll-back-image/switch',
      { reason: 'because' },
      400,
    ],
    [
      'a switch without a reason',
      '/healing/policies/roll-back-image/switch',
      { mode: 'auto' },
      400,
    ],
    [
      'a cluster that there is not',
      '/healing/pause',
      { cluster: 'moon', paused: true, reason: 'because' },
      400,
    ],
    ['a pause without a reason', '/healing/pause', { paused: true }, 400],
  ])('refuses %s', async (_, path, body, status) => {
    const { post } = await start();
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toBeTruthy();
  });

  it('shows nothing of incidents that may not be seen, or that there are not', async () => {
    const { get } = await start(['groundcrew.objects.read']);
    expect((await get('/incidents/1/healing')).status).toBe(404);
    expect((await get('/incidents/x/healing')).status).toBe(400);
  });
});
