import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  compareWithRoutes,
  createClusterFixture,
  decideForPersona,
} from '@groundcrew/plugin-clusters-node/testUtils';
import type { DeploymentsView } from '@groundcrew/plugin-deployments-common';
import request from 'supertest';
import { deploymentsPlugin } from './plugin';
import { createRouter } from './router';
import type { Deployments } from './services/Deployments';

// Only a bound: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

const personas = {
  developer: mockCredentials.user.header('user:default/developer'),
  owner: mockCredentials.user.header('user:default/owner'),
  operator: mockCredentials.user.header('user:default/operator'),
  viewer: mockCredentials.user.header('user:default/viewer'),
  anonymous: mockCredentials.none.header(),
  service: mockCredentials.service.header(),
};
type Persona = keyof typeof personas;
type Person = Exclude<Persona, 'anonymous' | 'service'>;

const template = (environment: string) =>
  `{ spec: { containers: [{ name: app, image: "checkout:1", env: [{ name: LEVEL, value: value-of-${environment} }] }] } }`;

const objectsOf = (environment: string, owner: string) => `
kind: Namespace
metadata:
  name: shop
  labels: { groundcrew.io/environment: ${environment} }
  annotations: { groundcrew.io/owner: "group:default/${owner}" }
---
kind: Deployment
metadata: { name: checkout, namespace: shop, labels: { backstage.io/kubernetes-id: checkout } }
spec: { template: ${template(environment)} }
---
kind: ReplicaSet
metadata:
  name: checkout-1
  namespace: shop
  annotations: { deployment.kubernetes.io/revision: "1" }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: checkout, uid: "", controller: true }]
spec: { template: ${template(environment)} }
`;

const CHECKOUT = '/v1/entities/component/default/checkout';
const workloadIn = (cluster: string) =>
  `${CHECKOUT}/workloads/${cluster}/shop/Deployment/checkout`;

describe('who may', () => {
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        deploymentsPlugin,
        createClusterFixture({
          clusters: {
            dev: { objects: objectsOf('dev', 'checkout') },
            prod: { objects: objectsOf('prod', 'checkout') },
            other: { objects: objectsOf('test', 'billing') },
            vault: { objects: objectsOf('vault', 'checkout') },
          },
        }).factory,
        mockServices.permissions.mock({
          authorizeConditional: async (permissions, { credentials }) =>
            permissions.map(({ permission }) =>
              decideForPersona(credentials, permission),
            ),
        }).factory,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: {
                name: 'checkout',
                annotations: { 'backstage.io/kubernetes-id': 'checkout' },
              },
              spec: {},
            },
          ],
        }),
      ],
    });
  });
  afterAll(() => backend.stop());

  const ask = (persona: Persona, path: string) =>
    request(backend.server)
      .get(`/api/groundcrew-deployments${path}`)
      .set('Authorization', personas[persona]);

  const everybody = { developer: 200, owner: 200, operator: 200, viewer: 200 };
  const operators = { developer: 404, owner: 404, operator: 200, viewer: 404 };
  const people = { anonymous: 401, service: 403 };
  const matrix: [string, Record<Persona, number>][] = [
    [CHECKOUT, { ...everybody, ...people }],
    [workloadIn('dev'), { ...everybody, ...people }],
    [workloadIn('other'), { ...everybody, ...people }],
    // Whoever may not see it is not told that it is there.
    [workloadIn('vault'), { ...operators, ...people }],
    ['/v1/openapi.json', { ...everybody, anonymous: 401, service: 200 }],
  ];

  it('is said for every route', () => {
    const router = createRouter({
      deployments: {} as Deployments,
      httpAuth: mockServices.httpAuth.mock(),
    });
    expect(
      compareWithRoutes(
        router,
        matrix.map(([path]) => `get ${path}`),
      ),
    ).toEqual({ untried: [], unknown: [] });
  });

  it.each(matrix)('get %s', async (path, expected) => {
    const statuses: Partial<Record<Persona, number>> = {};
    for (const persona of Object.keys(personas) as Persona[]) {
      statuses[persona] = (await ask(persona, path)).status;
    }
    expect(statuses).toEqual(expected);
  });

  it.each<[Person, string[], string[]]>([
    ['developer', ['dev', 'other', 'prod'], ['dev']],
    ['owner', ['dev', 'other', 'prod'], ['dev', 'prod']],
    [
      'operator',
      ['dev', 'other', 'prod', 'vault'],
      ['dev', 'other', 'prod', 'vault'],
    ],
    ['viewer', ['dev', 'other', 'prod'], []],
  ])(
    '%s sees the clusters %j, and logs and configuration of %j',
    async (persona, seen, guarded) => {
      const { places, hiddenPlaces } = (await ask(persona, CHECKOUT))
        .body as DeploymentsView;
      const clustersWhere = (
        wanted: (place: (typeof places)[number]) => boolean,
      ) =>
        places
          .filter(wanted)
          .map(({ cluster }) => cluster)
          .sort();
      expect(clustersWhere(() => true)).toEqual(seen);
      expect(hiddenPlaces).toBe(4 - seen.length);
      expect(clustersWhere(place => place.logsAllowed)).toEqual(guarded);
      expect(clustersWhere(place => place.configurationAllowed)).toEqual(
        guarded,
      );
      for (const cluster of seen) {
        const { body, text } = await ask(persona, workloadIn(cluster));
        expect(body.configurationHidden).toBe(!guarded.includes(cluster));
        expect(text.includes('value-of-')).toBe(guarded.includes(cluster));
      }
    },
  );
});
