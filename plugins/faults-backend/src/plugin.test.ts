import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { entityInterestServiceRef } from '@groundcrew/plugin-clusters-node';
import {
  createClusterFixture,
  type ClusterFixture,
} from '@groundcrew/plugin-clusters-node/testUtils';
import type { FaultsView } from '@groundcrew/plugin-faults-common';
import {
  incidentsExtensionPoint,
  type IncidentResponder,
  type Incidents,
} from '@groundcrew/plugin-faults-node';
import request from 'supertest';
import faultsPlugin from './index';

// Only a bound: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

const component = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
  spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
});

const workload = (name: string, ready: number, env = '[]') => `
kind: Deployment
metadata: { name: ${name}, namespace: shop, labels: { backstage.io/kubernetes-id: ${name} } }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: "registry.test/${name}:1", ports: [{ containerPort: 7070 }], env: ${env} }] }
status: { replicas: 1, readyReplicas: ${ready} }
---
kind: ReplicaSet
metadata:
  name: ${name}-1
  namespace: shop
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: ${name}, uid: "", controller: true }]
spec: { replicas: 1 }
---
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 7070 }] }
---
kind: EndpointSlice
metadata: { name: ${name}-a, namespace: shop, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
ports: [{ port: 7070 }]
endpoints: [{ addresses: ["10.0.0.1"], conditions: { ready: ${ready === 1} } }]
---
`;
const pod = (name: string, status: string) => `
kind: Pod
metadata:
  name: ${name}-1-a
  namespace: shop
  labels: { app: ${name} }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: ${name}-1, uid: "", controller: true }]
spec: { nodeName: node-a, containers: [{ name: app, image: "registry.test/${name}:1" }] }
status: ${status}
---
`;
const RUNNING =
  '{ phase: Running, conditions: [{ type: Ready, status: "True" }], containerStatuses: [{ name: app, ready: true, restartCount: 0, state: { running: {} } }] }';
const WITHOUT_IMAGE =
  '{ phase: Pending, containerStatuses: [{ name: app, ready: false, restartCount: 0, state: { waiting: { reason: ImagePullBackOff, message: "failed to resolve reference registry.test/cart:1: not found" } } }] }';
const WRONG_PORT = '[{ name: CHECKOUT_ADDR, value: "checkout:9999" }]';

const SHOP = `
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
${workload('cart', 0)}${pod('cart', WITHOUT_IMAGE)}
${workload('checkout', 1)}${pod('checkout', RUNNING)}
${workload('idle', 1, WRONG_PORT)}${pod('idle', RUNNING)}`;

describe('the faults backend', () => {
  let fixture: ClusterFixture;

  async function start(
    denied: string[] = [],
    responders: IncidentResponder[] = [],
  ) {
    fixture = createClusterFixture({ clusters: { prod: { objects: SHOP } } });
    const { server } = await startTestBackend({
      features: [
        faultsPlugin,
        createBackendModule({
          pluginId: 'groundcrew-faults',
          moduleId: 'responders',
          register: env =>
            env.registerInit({
              deps: { incidents: incidentsExtensionPoint },
              init: async ({ incidents }) =>
                responders.forEach(one => incidents.addResponder(one)),
            }),
        }),
        fixture.factory,
        mockServices.rootConfig.factory({
          data: {
            groundcrew: { faults: { incidents: { quietPeriod: '1ms' } } },
          },
        }),
        metricsServiceMock.factory(),
        createServiceFactory({
          service: entityInterestServiceRef,
          deps: {},
          factory: () => ({ renew: () => {} }),
        }),
        mockServices.permissions.mock({
          authorizeConditional: async permissions =>
            permissions.map(({ permission: { name } }) => ({
              result: denied.includes(name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
        }).factory,
        catalogServiceMock.factory({
          entities: ['cart', 'checkout', 'idle'].map(component),
        }),
      ],
    });
    const at = (path: string) => `/api/groundcrew-faults/v1${path}`;
    const person = mockCredentials.user.header();
    const read = async (path: string) =>
      await request(server).get(at(path)).set('Authorization', person);
    const send = async (method: 'post' | 'delete', path: string, body = {}) =>
      await request(server)
        [method](at(path))
        .set('Authorization', person)
        .send(body);
    const get = (name: string, authorization = mockCredentials.user.header()) =>
      request(server)
        .get(`/api/groundcrew-faults/v1/entities/component/default/${name}`)
        .set('Authorization', authorization);
    const viewOf = async (name: string): Promise<FaultsView> =>
      (await get(name).expect(200)).body;
    /** What an entity suffers from, once that is as it should be. */
    const until = async (
      name: string,
      isSo: (view: FaultsView) => boolean,
    ): Promise<FaultsView> => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const view = await viewOf(name);
        if (isSo(view)) {
          return view;
        }
        if (Date.now() > deadline) {
          throw new Error(`It stays at ${JSON.stringify(view, undefined, 1)}`);
        }
      }
    };
    return { get, read, send, until, viewOf };
  }

  it('says what is wrong, and why, and stops when it is mended', async () => {
    const { until } = await start();
    const broken = await until('cart', ({ causes }) => causes.length > 0);
    expect(broken.causes[0]).toMatchObject({
      verdict: 'cause',
      environment: 'prod',
      finding: {
        fault: 'image-not-found',
        category: 'startup',
        object: {
          cluster: 'prod',
          kind: 'Deployment',
          namespace: 'shop',
          name: 'cart',
        },
      },
    });
    expect(broken).toMatchObject({
      hidden: 0,
      clusters: [{ cluster: 'prod', unknownKinds: [] }],
    });
    fixture.apply('prod', workload('cart', 1) + pod('cart', RUNNING));
    await until('cart', ({ causes }) => causes.length === 0);
  });

  it('finds nothing wrong with what is well', async () => {
    const { until, viewOf } = await start();
    await until('cart', ({ causes }) => causes.length > 0);
    expect((await viewOf('checkout')).causes).toEqual([]);
  });

  it('repeats values of configuration to those alone who may read them', async () => {
    const wrong = ({ causes }: FaultsView) =>
      causes.some(({ finding }) => finding.fault === 'address-of-no-port');
    const asOwner = await (await start()).until('idle', wrong);
    expect(JSON.stringify(asOwner)).toContain('9999');
    const asOther = await (
      await start(['groundcrew.configuration.read'])
    ).until('idle', wrong);
    expect(JSON.stringify(asOther)).not.toContain('9999');
  });

  it('shows nothing to those who may not see the objects', async () => {
    const { viewOf } = await start(['groundcrew.objects.read']);
    expect(await viewOf('cart')).toMatchObject({ causes: [], hidden: 0 });
  });

  it('is for people alone', async () => {
    const { get } = await start();
    const { none, service, user } = mockCredentials;
    const statuses = [];
    for (const who of [none, service, user]) {
      statuses.push((await get('cart', who.header())).status);
    }
    expect(statuses).toEqual([401, 403, 200]);
    expect((await get('none')).status).toBe(404);
  });

  it('opens an incident, lets people answer for it, and resolves it when it is mended', async () => {
    const { read, send, until } = await start();
    const { incidents } = await until('cart', view =>
      view.causes.some(({ incidentId }) => incidentId !== undefined),
    );
    expect(incidents).toMatchObject([
      {
        phase: 'open',
        severity: 'P1',
        fault: 'image-not-found',
        environment: 'prod',
        entities: ['component:default/cart'],
        isOverdue: false,
      },
    ]);
    const [{ id }] = incidents;
    expect(
      (await read('/incidents?state=current')).body.incidents,
    ).toHaveLength(1);
    const acknowledged = await send('post', `/incidents/${id}/commands`, {
      command: 'acknowledge',
      note: 'I look at it',
    });
    expect(acknowledged.body).toMatchObject({
      phase: 'acknowledged',
      acknowledgedBy: 'user:default/mock',
      mayRespond: true,
    });
    fixture.apply('prod', workload('cart', 1) + pod('cart', RUNNING));
    await until('cart', view => view.incidents.length === 0);
    const { body } = await read(`/incidents/${id}`);
    expect(body).toMatchObject({ phase: 'resolved', resolution: 'recovered' });
    expect(
      body.timeline.map(({ actor, kind }: Record<string, string>) => [
        kind,
        actor,
      ]),
    ).toEqual([
      ['opened', undefined],
      ['acknowledged', 'user:default/mock'],
      ['resolved', undefined],
    ]);
    const postMortem = await read(`/incidents/${id}/post-mortem`);
    expect(postMortem.type).toBe('text/markdown');
    expect(postMortem.text).toContain('I look at it');
    const { body: detectors } = await read('/detectors?days=1');
    expect(detectors.records).toMatchObject([
      { fault: 'image-not-found', incidents: 1, acknowledged: 1 },
    ]);
  });

  it('offers the runbooks that fit an incident, to those who may see it', async () => {
    const { read, until } = await start();
    const { incidents } = await until(
      'cart',
      view => view.incidents.length > 0,
    );
    const path = `/incidents/${incidents[0].id}/runbooks`;
    const { body } = await read(path);
    expect(body.runbooks[0]).toMatchObject({
      id: 'image-pull',
      fit: 'fault',
      isShipped: true,
    });
    expect(body.runbooks[0].investigation[1].command).toBe(
      'kubectl -n shop rollout history deployment/cart',
    );
    expect(body.runbooks[0].resolution[0].operation).toMatchObject({
      id: 'kubernetes.roll-back',
      target: { cluster: 'prod', namespace: 'shop', name: 'cart' },
    });
    const denied = await start(['groundcrew.objects.read']);
    expect((await denied.read(path)).status).toBe(404);
  });

  it('shows all runbooks, and what each is for', async () => {
    const { read } = await start();
    const { body } = await read('/runbooks');
    expect(body.broken).toEqual([]);
    const imagePull = body.runbooks.find(
      ({ id }: { id: string }) => id === 'image-pull',
    );
    expect(imagePull.symptoms).toContainEqual({
      id: 'image-not-found',
      type: 'fault',
      title: 'The image does not exist',
    });
    expect(imagePull.symptoms).toContainEqual(
      expect.objectContaining({ id: 'image-pull', type: 'detector' }),
    );
    expect(
      JSON.stringify(body.runbooks.map(({ symptoms }: never) => symptoms)),
    ).not.toContain('unknown');
    // It is for a detector of a module.
    expect(body.runbooks.map(({ id }: { id: string }) => id)).not.toContain(
      'alert',
    );
    expect((await read('/runbooks/image-pull')).body.body).toMatch(
      /^# An image cannot be pulled/,
    );
    expect((await read('/runbooks/nothing')).status).toBe(404);
  });

  it('asks nobody about what is muted, until that ends', async () => {
    const { read, send, until } = await start();
    const { incidents } = await until(
      'cart',
      view => view.incidents.length > 0,
    );
    const muted = await send('post', '/mutes', {
      fault: 'image-not-found',
      cluster: 'prod',
      reason: 'the registry moves',
      until: new Date(Date.now() + 3_600_000).toISOString(),
    });
    expect(muted.status).toBe(201);
    const current = async () =>
      (await read('/incidents?state=current')).body.incidents;
    await until('cart', view => view.incidents[0]?.mutedUntil !== undefined);
    expect(await current()).toEqual([]);
    expect((await read('/mutes')).body.mutes).toMatchObject([
      { id: muted.body.id, createdBy: 'user:default/mock', mayEnd: true },
    ]);
    expect((await send('delete', `/mutes/${muted.body.id}`)).status).toBe(204);
    expect((await send('delete', `/mutes/${muted.body.id}`)).status).toBe(404);
    await until('cart', view => view.incidents[0]?.mutedUntil === undefined);
    expect(await current()).toMatchObject([{ id: incidents[0].id }]);
  });

  it('lets modules respond to incidents', async () => {
    const failing: IncidentResponder = {
      start: async () => {
        throw new Error('not today');
      },
      stop: async () => {},
    };
    const responded = (incidents: Incidents) =>
      new Promise<number>(resolve => {
        const unsubscribe = incidents.subscribe(async cluster => {
          const [incident] = await incidents.current(cluster);
          if (incident) {
            unsubscribe();
            await incidents.note(incident.id, {
              message: 'Rolls cart back',
              isHealing: true,
            });
            resolve(incident.id);
          }
        });
      });
    let id: Promise<number> | undefined;
    const { read, send } = await start(
      [],
      [
        failing,
        {
          start: async incidents => {
            id = responded(incidents);
          },
          stop: async () => {},
        },
      ],
    );
    const incident = async () => (await read(`/incidents/${await id}`)).body;
    expect(await incident()).toMatchObject({
      phase: 'healing',
      timeline: [
        { kind: 'opened' },
        { kind: 'healing', message: 'Rolls cart back' },
      ],
    });
    await send('post', `/incidents/${await id}/commands`, {
      command: 'acknowledge',
    });
    expect(await incident()).toMatchObject({
      phase: 'healing',
      acknowledgedBy: 'user:default/mock',
    });
  });

  it.each<[string, 'get' | 'post', string, object, number]>([
    ['an incident that there is not', 'get', '/incidents/999', {}, 404],
    ['an incident without a number', 'get', '/incidents/x', {}, 400],
    ['a cursor of somebody else', 'get', '/incidents?cursor=x', {}, 400],
    ['a severity that there is not', 'get', '/incidents?severity=P9', {}, 400],
    ['too long a time', 'get', '/detectors?days=1000', {}, 400],
    [
      'a mute of nothing that anybody looks for',
      'post',
      '/mutes',
      {
        fault: 'weather',
        cluster: 'prod',
        reason: 'rain',
        until: '2999-01-01T00:00:00Z',
      },
      400,
    ],
    [
      'a mute without an end',
      'post',
      '/mutes',
      {
        fault: 'image-not-found',
        cluster: 'prod',
        reason: 'for ever',
        until: '2999-01-01T00:00:00Z',
      },
      400,
    ],
  ])('refuses %s', async (_, method, path, body, status) => {
    const { read, send } = await start();
    const answer = await (method === 'get'
      ? read(path)
      : send('post', path, body));
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toBeTruthy();
  });

  it('lets those who may only look answer for nothing', async () => {
    const { send, until } = await start(['groundcrew.incidents.respond']);
    const { incidents } = await until(
      'cart',
      view => view.incidents.length > 0,
    );
    const answer = await send(
      'post',
      `/incidents/${incidents[0].id}/commands`,
      { command: 'acknowledge' },
    );
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('groundcrew.incidents.respond');
  });
});
