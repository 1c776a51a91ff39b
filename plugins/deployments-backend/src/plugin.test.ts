import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { DeploymentsView } from '@groundcrew/plugin-deployments-common';
import {
  createReadTargetConditionalDecision,
  entityInterestServiceRef,
  readTargetConditions,
} from '@groundcrew/plugin-clusters-node';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import request from 'supertest';
import { deploymentsPlugin } from './plugin';

const ANNOTATION = 'backstage.io/kubernetes-id';
const SECRET_VALUE = 'literal-value-of-the-environment';

const component = (name: string, annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/cart',
  },
});

const namespaceOf = (name: string, environment: string, owner: string) => `
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: { groundcrew.io/environment: ${environment} }
  annotations: { groundcrew.io/owner: "group:default/${owner}" }
---
`;

const workload = (namespace: string, version: string) => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: ${namespace}
  generation: 1
  labels: { backstage.io/kubernetes-id: checkout }
spec:
  replicas: 1
  selector: { matchLabels: { app: checkout } }
  template:
    metadata: { labels: { app: checkout } }
    spec:
      containers:
        - name: app
          image: shop/checkout:${version}
          env: [{ name: GREETING, value: ${SECRET_VALUE} }]
status:
  observedGeneration: 1
  replicas: 1
  updatedReplicas: 1
  readyReplicas: 1
  availableReplicas: 1
  conditions: [{ type: Progressing, status: "True", reason: NewReplicaSetAvailable }]
---
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: checkout-1
  namespace: ${namespace}
  annotations: { deployment.kubernetes.io/revision: "1" }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: checkout, uid: "", controller: true }]
spec:
  template:
    metadata: { labels: { app: checkout } }
    spec:
      containers:
        - name: app
          image: shop/checkout:${version}
          env: [{ name: GREETING, value: ${SECRET_VALUE} }]
status: { replicas: 1, availableReplicas: 1 }
---
apiVersion: v1
kind: Pod
metadata:
  name: checkout-1-a
  namespace: ${namespace}
  labels: { app: checkout }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: checkout-1, uid: "", controller: true }]
spec: { containers: [{ name: app, image: "shop/checkout:${version}" }] }
status: { phase: Running, conditions: [{ type: Ready, status: "True" }] }
---
`;

/** Everybody sees objects; logs and configuration are for the owners of the target, and cart is nobody's owner of it. */
const ownersOnly = (name: string): PolicyDecision =>
  name === 'groundcrew.objects.read'
    ? { result: AuthorizeResult.ALLOW }
    : createReadTargetConditionalDecision(
        {
          type: 'resource',
          name,
          attributes: {},
          resourceType: 'groundcrew-read-target',
        },
        readTargetConditions.isTargetOwnedBy({
          groups: ['group:default/cart'],
        }),
      );

async function start(
  decide: (permission: string) => PolicyDecision = () => ({
    result: AuthorizeResult.ALLOW,
  }),
) {
  const fixture = createClusterFixture({
    clusters: {
      production: {
        objects:
          namespaceOf('shop', 'prod', 'checkout') + workload('shop', '1.8.2'),
      },
      development: {
        objects:
          namespaceOf('cart-dev', 'dev', 'cart') +
          workload('cart-dev', '1.9.0'),
      },
    },
  });
  const renewed: string[] = [];
  const { server } = await startTestBackend({
    features: [
      createServiceFactory({
        service: entityInterestServiceRef,
        deps: {},
        factory: () => ({
          renew: ({ entity, userRef }) =>
            renewed.push(`${userRef} ${stringifyEntityRef(entity)}`),
        }),
      }),
      deploymentsPlugin,
      fixture.factory,
      mockServices.rootConfig.factory({
        data: { groundcrew: { environments: ['dev', 'staging', 'prod'] } },
      }),
      mockServices.permissions.mock({
        authorizeConditional: async permissions =>
          permissions.map(({ permission }) => decide(permission.name)),
      }).factory,
      catalogServiceMock.factory({
        entities: [
          component('checkout', { [ANNOTATION]: 'checkout' }),
          component('unlinked', {}),
          component('unmatched', { [ANNOTATION]: 'nobody' }),
          component('malformed', {
            'backstage.io/kubernetes-label-selector': 'app in (checkout',
          }),
        ],
      }),
    ],
  });
  const get = (
    path: string,
    credentials: string | undefined = mockCredentials.user.header(),
  ) => {
    const pending = request(server).get(
      `/api/groundcrew-deployments/v1${path}`,
    );
    return credentials ? pending.set('Authorization', credentials) : pending;
  };
  return { fixture, get, renewed };
}

const CHECKOUT = '/entities/component/default/checkout';
const viewOf = (response: request.Response) => response.body as DeploymentsView;

describe('the deployments backend', () => {
  it('shows what of an entity runs where, in the order of environments', async () => {
    const { get } = await start();
    const response = await get(CHECKOUT).expect(200);
    expect(viewOf(response)).toMatchObject({
      entityRef: 'component:default/checkout',
      link: {
        type: 'selector',
        selector: 'backstage.io/kubernetes-id=checkout',
      },
      hiddenPlaces: 0,
      places: [
        {
          cluster: 'development',
          environment: 'dev',
          status: 'running',
          version: '1.9.0',
        },
        {
          cluster: 'production',
          environment: 'prod',
          status: 'running',
          version: '1.8.2',
        },
      ],
    });
  });

  it('answers 304 until something changes', async () => {
    const { fixture, get } = await start();
    const first = await get(CHECKOUT).expect(200);
    await get(CHECKOUT).set('If-None-Match', first.headers.etag).expect(304);
    fixture.apply('production', workload('shop', '1.8.3'));
    const second = await get(CHECKOUT)
      .set('If-None-Match', first.headers.etag)
      .expect(200);
    expect(viewOf(second).places[1].version).toBe('1.8.3');
  });

  it('takes every reader of an entity or of its workload for interested in it', async () => {
    const { get, renewed } = await start();
    await get(CHECKOUT).expect(200);
    await get(
      `${CHECKOUT}/workloads/production/shop/Deployment/checkout`,
    ).expect(200);
    expect(renewed).toEqual([
      'user:default/mock component:default/checkout',
      'user:default/mock component:default/checkout',
    ]);
  });

  it('opens a workload with its revisions and pods', async () => {
    const { get } = await start();
    const response = await get(
      `${CHECKOUT}/workloads/production/shop/Deployment/checkout`,
    ).expect(200);
    expect(response.body).toMatchObject({
      configurationHidden: false,
      workload: { version: '1.8.2' },
      revisions: [{ revision: '1', current: true }],
      pods: [{ name: 'checkout-1-a', ready: true }],
    });
    expect(response.text).toContain(SECRET_VALUE);
  });

  it('shows an entity that selects the workloads of another team their objects, not their logs or configuration', async () => {
    const { get } = await start(ownersOnly);
    const [own, foreign] = viewOf(await get(CHECKOUT).expect(200)).places;
    expect(own).toMatchObject({
      owner: 'group:default/cart',
      logsAllowed: true,
      configurationAllowed: true,
    });
    expect(foreign).toMatchObject({
      owner: 'group:default/checkout',
      logsAllowed: false,
      configurationAllowed: false,
    });
    const detail = await get(
      `${CHECKOUT}/workloads/production/shop/Deployment/checkout`,
    ).expect(200);
    expect(detail.body.configurationHidden).toBe(true);
    expect(detail.text).not.toContain(SECRET_VALUE);
  });

  it('leaves out what a person may not see, and says how much', async () => {
    const { get } = await start(name =>
      createReadTargetConditionalDecision(
        {
          type: 'resource',
          name,
          attributes: {},
          resourceType: 'groundcrew-read-target',
        },
        readTargetConditions.isInEnvironment({ environments: ['dev'] }),
      ),
    );
    const view = viewOf(await get(CHECKOUT).expect(200));
    expect(view.hiddenPlaces).toBe(1);
    expect(view.places).toHaveLength(1);
    await get(
      `${CHECKOUT}/workloads/production/shop/Deployment/checkout`,
    ).expect(404);
  });

  it.each([
    ['an entity that does not exist', '/entities/component/default/nothing'],
    [
      'a workload that is not one of its own',
      `${CHECKOUT}/workloads/production/shop/Deployment/other`,
    ],
    [
      'a cluster that does not exist',
      `${CHECKOUT}/workloads/nowhere/shop/Deployment/checkout`,
    ],
  ])('answers 404 for %s', async (_, path) => {
    const { get } = await start();
    const response = await get(path).expect(404);
    expect(response.body.error.name).toBe('NotFoundError');
  });

  it('says that an entity is not linked', async () => {
    const { get } = await start();
    expect(
      viewOf(await get('/entities/component/default/unlinked').expect(200)),
    ).toMatchObject({
      link: { type: 'none' },
      places: [],
    });
  });

  it('says of an annotation that matches nothing where was looked', async () => {
    const { get } = await start();
    const view = viewOf(
      await get('/entities/component/default/unmatched').expect(200),
    );
    expect(view).toMatchObject({
      link: { type: 'selector', selector: `${ANNOTATION}=nobody` },
      places: [],
      hiddenPlaces: 0,
      searchedClusters: [{ cluster: 'development' }, { cluster: 'production' }],
    });
  });

  it('says what is wrong with a label selector', async () => {
    const { get } = await start();
    const view = viewOf(
      await get('/entities/component/default/malformed').expect(200),
    );
    expect(view).toMatchObject({
      link: {
        type: 'selector',
        selector: 'app in (checkout',
        problem: expect.stringContaining('app in (checkout'),
      },
      places: [],
    });
  });

  it('answers 404 for a workload that was deleted while it was viewed', async () => {
    const { fixture, get } = await start();
    const path = `${CHECKOUT}/workloads/production/shop/Deployment/checkout`;
    await get(path).expect(200);
    fixture.delete('production', {
      kind: 'Deployment',
      namespace: 'shop',
      name: 'checkout',
    });
    const response = await get(path).expect(404);
    expect(response.body.error.message).toMatch(
      /no Deployment shop\/checkout in cluster production: it was deleted/,
    );
  });

  it('is for people alone: a service would be allowed everything', async () => {
    const { get } = await start();
    await get(CHECKOUT, mockCredentials.none.header()).expect(401);
    await get(CHECKOUT, mockCredentials.service.header()).expect(403);
  });

  it('serves the description of its routes', async () => {
    const { get } = await start();
    const response = await get('/openapi.json').expect(200);
    expect(response.body).toMatchObject({ openapi: '3.1.0' });
  });
});
