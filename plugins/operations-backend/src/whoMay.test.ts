import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { createBackendModule } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ClusterClient } from '@groundcrew/plugin-clusters-node';
import {
  compareWithRoutes,
  createClusterFixture,
  eventually,
} from '@groundcrew/plugin-clusters-node/testUtils';
import type {
  OperationDetail,
  PreviewRequest,
} from '@groundcrew/plugin-operations-common';
import {
  operationsExtensionPoint,
  step,
} from '@groundcrew/plugin-operations-node';
import request from 'supertest';
import {
  personaGroups,
  personaPermissions,
  personas,
  type PersonaName,
} from './__testUtils__/personas';
import operationsPlugin from './index';
import { createRouter, type RouterOptions } from './router/createRouter';
import { exampleDefinition } from './services/__testUtils__/exampleDefinition';

jest.setTimeout(60_000);

const BASE = '/api/groundcrew-operations';
const STOREFRONT = 'component:default/storefront';

const deployment = (namespace: string, name: string) => `
apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
  annotations: { groundcrew.io/owner: 'group:default/${name}' }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels: { backstage.io/kubernetes-id: ${name} }
spec:
  replicas: 1
---
`;
const SHOP = deployment('shop', 'checkout') + deployment('front', 'storefront');

/** An entity of the storefront's team, which says that it is what runs as checkout. */
const spoofed: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'storefront',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'checkout' },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/storefront' }],
  spec: { owner: 'storefront' },
};

/** What checkout's team says of itself, and what the catalog knows to depend on it. */
const checkout: Entity = {
  ...spoofed,
  metadata: { ...spoofed.metadata, name: 'checkout' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/checkout' },
    { type: 'dependencyOf', targetRef: STOREFRONT },
  ],
};
const unrelated: Entity = {
  ...spoofed,
  metadata: {
    name: 'payments',
    annotations: { 'backstage.io/kubernetes-id': 'payments' },
  },
};

const targetIn = (cluster: string) => ({
  cluster,
  kind: 'Deployment',
  namespace: 'shop',
  name: 'checkout',
});
const poke = (cluster = 'dev', more: object = {}): PreviewRequest => ({
  operation: 'test.poke',
  target: targetIn(cluster),
  ...more,
});

describe('who may', () => {
  let backend: TestBackend;
  /** What the steps of operations did, as `<operation> <step>`. */
  const done: string[] = [];
  let isHeld = false;

  beforeAll(async () => {
    const fixture = createClusterFixture({
      clusters: {
        dev: { environment: 'dev', objects: SHOP },
        staging: { environment: 'staging', objects: SHOP },
        prod: { environment: 'prod', objects: SHOP },
      },
    });
    const nothing = async () => undefined;
    for (const cluster of ['dev', 'staging', 'prod']) {
      fixture.writer(cluster).provideClient({
        get: nothing,
      } as Partial<ClusterClient> as ClusterClient);
    }
    const verbs = createBackendModule({
      pluginId: 'groundcrew-operations',
      moduleId: 'scripted',
      register(env) {
        env.registerInit({
          deps: { operations: operationsExtensionPoint },
          async init({ operations }) {
            operations.addOperation(
              exampleDefinition({ id: 'test.poke-hard', risk: 'high' }),
            );
            operations.addOperation(
              exampleDefinition({
                risk: 'low',
                plan: () => [
                  { id: 'poke', title: 'Poke it' },
                  { id: 'wait', title: 'Wait for it' },
                ],
                steps: {
                  poke: {
                    run: async ({ operationId }) => {
                      done.push(`${operationId} poke`);
                      return step.done();
                    },
                    undo: async ({ operationId }) => {
                      done.push(`${operationId} undo poke`);
                    },
                  },
                  wait: {
                    run: async ({ input: { times } }) =>
                      times === 9 && isHeld
                        ? step.waits('it is held', 50)
                        : step.done(),
                  },
                },
              }),
            );
          },
        });
      },
    });
    backend = await startTestBackend({
      features: [
        operationsPlugin,
        verbs,
        fixture.factory,
        personaPermissions,
        personaGroups,
        catalogServiceMock.factory({
          entities: [spoofed, checkout, unrelated],
        }),
        metricsServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            groundcrew: {
              operations: {
                // An operation that waits for longer than that has to be confirmed.
                presence: { milliseconds: 500 },
                reasonRequiredIn: [],
                approvals: [{ environments: ['prod'] }],
                rules: {
                  default: {
                    cooldown: { users: '0s', automations: '0s' },
                    ratePerTarget: { users: 900, automations: 900 },
                  },
                  environments: {
                    staging: { cooldown: { users: '0s', automations: '9m' } },
                  },
                },
                automations: [
                  {
                    subject: 'external:healer',
                    operations: ['test.poke', 'test.poke-hard'],
                    maxRisk: 'high',
                    environments: ['dev', 'staging'],
                  },
                ],
              },
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
  });

  function ask(
    who: PersonaName,
    method: 'get' | 'post',
    path: string,
    body?: object,
  ) {
    const asked = request(backend.server)
      [method](`${BASE}${path}`)
      .set('Authorization', personas[who] ?? '');
    return body ? asked.send(body) : asked;
  }

  async function submit(
    who: PersonaName,
    body: object,
  ): Promise<OperationDetail> {
    const response = await ask(who, 'post', '/v1/operations', body);
    expect(response.body.error?.message).toBeUndefined();
    return response.body;
  }

  async function until(id: string, ...phases: string[]) {
    let detail: OperationDetail | undefined;
    await eventually(async () => {
      detail = (await ask('operator', 'get', `/v1/operations/${id}`)).body;
      return phases.includes(detail!.phase);
    }).catch(() => {
      throw new Error(`it is ${JSON.stringify(detail, undefined, 1)}`);
    });
    return detail!;
  }

  const all = (status: number): Record<PersonaName, number> => ({
    developer: status,
    owner: status,
    operator: status,
    viewer: status,
    stranger: status,
    healer: status,
    service: 403,
    nobody: 401,
  });
  const hidden = { service: 404 };
  const verbsOf = (cluster: string) =>
    `/v1/verbs?${new URLSearchParams(targetIn(cluster))}`;
  const cannotRun = { viewer: 403, stranger: 403 };
  const isAsked = { decision: 'approved', previewHash: 'of-before' };

  /** `:id` is an operation of the developer in prod, which awaits its approval. */
  const matrix: [
    'get' | 'post',
    string,
    Partial<Record<PersonaName, number>>,
    object?,
  ][] = [
    ['get', verbsOf('dev'), {}],
    ['get', verbsOf('prod'), {}],
    ['post', '/v1/previews', {}, poke()],
    ['post', '/v1/previews', {}, poke('prod')],
    [
      'post',
      '/v1/operations',
      {
        developer: 201,
        owner: 201,
        operator: 201,
        healer: 201,
        ...cannotRun,
      },
      poke(),
    ],
    [
      'post',
      '/v1/operations',
      {
        developer: 201,
        owner: 201,
        operator: 201,
        healer: 403,
        ...cannotRun,
      },
      poke('prod'),
    ],
    [
      'post',
      '/v1/operations',
      // To run past rules takes a right of its own, which is for people.
      {
        developer: 403,
        owner: 403,
        operator: 201,
        healer: 403,
        ...cannotRun,
      },
      poke('dev', { override: true }),
    ],
    ['get', '/v1/operations', { service: 200 }],
    ['get', '/v1/operations/:id', hidden],
    ['get', '/v1/operations/:id/preview', hidden],
    ['get', '/v1/operations/:id/audit', hidden],
    [
      'post',
      '/v1/operations/:id/commands',
      // That there is no such command is said to those who could give one.
      { ...all(403), ...hidden },
      { command: 'explode' },
    ],
    [
      'post',
      '/v1/operations/:id/decisions',
      // What the others would approve is not what they looked at.
      { ...all(403), owner: 409, operator: 403, ...hidden },
      isAsked,
    ],
    ['get', '/v1/operations-export?format=csv', { ...all(403), operator: 200 }],
    ['post', '/v1/audit/verifications', { ...all(403), operator: 200 }],
    ['get', '/v1/openapi.json', { service: 200 }],
  ];

  it('is said for every route', () => {
    const router = createRouter({
      httpAuth: mockServices.httpAuth.mock(),
    } as Partial<RouterOptions> as RouterOptions);
    expect(
      compareWithRoutes(
        router,
        matrix.map(([method, path]) => `${method} ${path}`),
      ),
    ).toEqual({ untried: [], unknown: [] });
  });

  it.each(matrix)('%s %s %j', async (...row) => {
    const [method, path, expected, body] = row;
    const { id } = await submit('developer', poke('prod'));
    const statuses: Partial<Record<PersonaName, number>> = {};
    for (const who of Object.keys(personas) as PersonaName[]) {
      const asked = await ask(who, method, path.replace(':id', id), body);
      statuses[who] = asked.status;
    }
    expect(statuses).toEqual({ ...all(200), ...expected });
  });

  it('takes nobody for somebody else, whatever a request says', async () => {
    const olivia = { type: 'user', entityRef: 'user:default/operator' };
    const { requestedBy } = await submit('healer', {
      ...poke(),
      requestedBy: olivia,
      actor: olivia,
      onBehalfOf: olivia.entityRef,
    });
    expect(requestedBy).toEqual({
      type: 'automation',
      subject: 'external:healer',
    });
    const denied = await ask('healer', 'post', '/v1/operations', {
      ...poke('prod'),
      requestedBy: olivia,
    });
    expect(denied.status).toBe(403);
  });

  it('does not believe an entity whose it is', async () => {
    const more = { entityRef: STOREFRONT };
    // The entity says that checkout is its own; the cluster says whose checkout is.
    const seen = await ask(
      'stranger',
      'post',
      '/v1/previews',
      poke('dev', more),
    );
    expect(seen.body).toMatchObject({
      availability: {
        outcome: 'denied',
        reason: expect.stringMatching(/groundcrew\.operations\.run/),
      },
    });
    const asked = await ask(
      'stranger',
      'post',
      '/v1/operations',
      poke('dev', more),
    );
    expect(asked.status).toBe(403);
    // It does not take the right from those who have it, either.
    await submit('developer', poke('dev', more));
  });

  it('keeps automations from what others depend on, at high risk', async () => {
    const ofCheckout = { entityRef: 'component:default/checkout' };
    await submit('healer', poke('dev', ofCheckout));
    const risky = poke('dev', {
      ...ofCheckout,
      operation: 'test.poke-hard',
    });
    const asked = await ask('healer', 'post', '/v1/operations', risky);
    expect(asked.body.error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(/storefront depends on it/),
    });
    await submit('operator', risky);
  });

  it('holds automations to the entities that they name', async () => {
    const fails = async (
      entityRef: string,
      status: number,
      message: RegExp,
    ) => {
      const asked = await ask(
        'healer',
        'post',
        '/v1/operations',
        poke('dev', { entityRef }),
      );
      expect(asked.status).toBe(status);
      expect(asked.body.error.message).toMatch(message);
    };
    await fails(
      'component:default/payments',
      400,
      /has no Deployment checkout/,
    );
    await fails('component:default/none', 404, /no entity/);
  });

  it('lets whoever was away confirm first, and goes on then', async () => {
    isHeld = true;
    const holder = await submit('healer', poke('dev', { input: { times: 9 } }));
    await eventually(() => done.includes(`${holder.id} poke`));
    const { id, preview } = await submit('developer', poke());
    await eventually(
      async () =>
        Date.parse((await until(id, 'queued')).grantedUntil!) < Date.now(),
    );
    isHeld = false;
    await until(id, 'needs-confirmation');

    const confirm = (who: PersonaName, previewHash?: string) =>
      ask(who, 'post', `/v1/operations/${id}/commands`, {
        command: 'confirm',
        previewHash,
      });
    expect((await confirm('operator', preview.hash)).status).toBe(403);
    expect((await confirm('developer')).status).toBe(400);
    expect((await confirm('developer', 'of-before')).status).toBe(409);
    expect(done).not.toContain(`${id} poke`);

    await eventually(async () => {
      const { phase } = await until(id, 'needs-confirmation', 'succeeded');
      // On a slow machine they count as away once more.
      if (phase === 'succeeded') {
        return true;
      }
      await confirm('developer', preview.hash);
      return false;
    });
    await until(id, 'succeeded');
    expect(done).toContain(`${id} poke`);
  });

  it('lets people pass an automation that a rule lets wait', async () => {
    isHeld = true;
    const holder = await submit(
      'developer',
      poke('staging', { input: { times: 9 } }),
    );
    await eventually(() => done.includes(`${holder.id} poke`));
    const first = await submit('healer', poke('staging'));
    await until(first.id, 'queued');
    const second = await submit('operator', poke('staging'));
    const waiting = await ask('viewer', 'get', `/v1/operations/${second.id}`);
    expect(waiting.body.heldBy).toEqual({
      id: holder.id,
      title: holder.title,
      requestedBy: holder.requestedBy,
    });
    isHeld = false;
    await until(second.id, 'needs-confirmation', 'succeeded');
    expect(await until(first.id, 'queued')).toMatchObject({
      phaseReason: expect.stringMatching(/changed this target less than 9 min/),
    });
  });

  it('takes back what was begun when it is cancelled, once', async () => {
    isHeld = true;
    const { id } = await submit('healer', poke('dev', { input: { times: 9 } }));
    await eventually(() => done.includes(`${id} poke`));
    const cancelled = await ask(
      'healer',
      'post',
      `/v1/operations/${id}/commands`,
      {
        command: 'cancel',
      },
    );
    expect(cancelled.status).toBe(200);
    const over = await until(id, 'cancelled', 'failed', 'succeeded');
    isHeld = false;
    expect(over).toMatchObject({
      phase: 'cancelled',
      phaseReason: 'cancelled by external:healer; what was done was taken back',
    });
    expect(done.filter(one => one.startsWith(id))).toEqual([
      `${id} poke`,
      `${id} undo poke`,
    ]);
  });
});
