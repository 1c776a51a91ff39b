import type { Entity } from '@backstage/catalog-model';
import type { EntityObjects, OwnerTree } from '../EntityObjects';
import type { KubernetesObject } from '../kubernetesObjects';
import { createClusterFixture } from '../testUtils';

function component(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'checkout',
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([name, value]) => [
          `backstage.io/kubernetes-${name}`,
          value,
        ]),
      ),
    },
  };
}

const checkout = component({ id: 'checkout' });

const shop = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { groundcrew.io/environment: staging }, annotations: { groundcrew.io/owner: Checkout-Team } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout, namespace: shop, labels: { backstage.io/kubernetes-id: checkout } }
spec:
  template:
    metadata: { labels: { app: checkout } }
    spec:
      serviceAccountName: runner
      imagePullSecrets: [{ name: registry }]
      containers:
        - name: app
          env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: settings, key: level } } }]
          envFrom: [{ secretRef: { name: tokens } }]
      volumes:
        - { name: a, persistentVolumeClaim: { claimName: disk } }
        - { name: b, projected: { sources: [{ configMap: { name: trust } }] } }
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: checkout-1, namespace: shop, ownerReferences: [{ kind: Deployment, name: checkout }] }
---
apiVersion: v1
kind: Pod
metadata: { name: checkout-1-a, namespace: shop, labels: { app: checkout }, ownerReferences: [{ kind: ReplicaSet, name: checkout-1 }] }
spec: { containers: [{ name: app }] }
`;

const beside = `
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Service, metadata: { name: front, namespace: shop }, spec: { selector: { app: checkout } } }
  - { apiVersion: v1, kind: Service, metadata: { name: other, namespace: shop }, spec: { selector: { app: other } } }
  - { apiVersion: v1, kind: Service, metadata: { name: narrow, namespace: shop }, spec: { selector: { app: checkout, track: canary } } }
  - { apiVersion: v1, kind: Service, metadata: { name: elsewhere, namespace: other }, spec: { selector: { app: checkout } } }
  - { kind: EndpointSlice, metadata: { name: front-x, namespace: shop, labels: { kubernetes.io/service-name: front } } }
  - { kind: EndpointSlice, metadata: { name: other-x, namespace: shop, labels: { kubernetes.io/service-name: other } } }
  - { kind: Ingress, metadata: { name: web, namespace: shop }, spec: { rules: [{ http: { paths: [{ backend: { service: { name: front } } }] } }] } }
  - { kind: Ingress, metadata: { name: api, namespace: shop }, spec: { defaultBackend: { service: { name: other } } } }
  - { kind: HorizontalPodAutoscaler, metadata: { name: hpa, namespace: shop }, spec: { scaleTargetRef: { kind: Deployment, name: checkout } } }
  - { kind: HorizontalPodAutoscaler, metadata: { name: hpa2, namespace: shop }, spec: { scaleTargetRef: { kind: StatefulSet, name: checkout } } }
  - { kind: PodDisruptionBudget, metadata: { name: pdb, namespace: shop }, spec: { selector: { matchExpressions: [{ key: app, operator: In, values: [checkout] }] } } }
  - { kind: PodDisruptionBudget, metadata: { name: broken, namespace: shop }, spec: { selector: { matchExpressions: [{ key: app, operator: Nope }] } } }
  - { kind: NetworkPolicy, metadata: { name: all, namespace: shop }, spec: { podSelector: {} } }
  - { kind: NetworkPolicy, metadata: { name: db, namespace: shop }, spec: { podSelector: { matchLabels: { app: db } } } }
  - { kind: ConfigMap, metadata: { name: settings, namespace: shop }, data: { level: debug } }
  - { kind: ConfigMap, metadata: { name: trust, namespace: shop } }
  - { kind: ConfigMap, metadata: { name: unrelated, namespace: shop } }
  - { kind: ConfigMap, metadata: { name: labelled, namespace: shop, labels: { backstage.io/kubernetes-id: checkout } } }
  - { kind: Secret, metadata: { name: tokens, namespace: shop } }
  - { kind: Secret, metadata: { name: registry, namespace: shop } }
  - { kind: PersistentVolumeClaim, metadata: { name: disk, namespace: shop } }
  - { kind: ServiceAccount, metadata: { name: runner, namespace: shop } }
  - { kind: ResourceQuota, metadata: { name: quota, namespace: shop } }
  - { kind: LimitRange, metadata: { name: limits, namespace: shop } }
  - { kind: LimitRange, metadata: { name: limits, namespace: other } }
`;

const outline = (trees: readonly OwnerTree[]): unknown[] =>
  trees.map(tree =>
    tree.children.length > 0
      ? [
          `${tree.kind}/${tree.object.metadata?.name}`,
          ...outline(tree.children),
        ]
      : `${tree.kind}/${tree.object.metadata?.name}`,
  );

const places = (objects: EntityObjects) =>
  objects.places.map(place => `${place.cluster}/${place.namespace}`);

const related = ({ places: [place] }: EntityObjects) =>
  Object.fromEntries(
    Object.entries(place.related).map(([field, objects]) => [
      field,
      objects.map((object: KubernetesObject) => object.metadata?.name),
    ]),
  );

describe('the objects of an entity', () => {
  it('are its workloads with what they own, and what stands beside them', () => {
    const { service } = createClusterFixture({
      clusters: { dev: { environment: 'dev', objects: [shop, beside] } },
    });
    const objects = service.objectsOf(checkout);

    expect(objects.places).toHaveLength(1);
    expect(outline(objects.places[0].workloads)).toEqual([
      ['Deployment/checkout', ['ReplicaSet/checkout-1', 'Pod/checkout-1-a']],
    ]);
    expect(objects.places[0].target).toEqual({
      cluster: 'dev',
      namespace: 'shop',
      environment: 'staging',
      owner: 'group:default/checkout-team',
    });
    expect(related(objects)).toEqual({
      services: ['front'],
      endpointSlices: ['front-x'],
      ingresses: ['web'],
      horizontalPodAutoscalers: ['hpa'],
      podDisruptionBudgets: ['pdb'],
      configMaps: ['labelled', 'settings', 'trust'],
      secrets: ['registry', 'tokens'],
      persistentVolumeClaims: ['disk'],
      serviceAccounts: ['runner'],
      networkPolicies: ['all'],
      resourceQuotas: ['quota'],
      limitRanges: ['limits'],
      applications: [],
    });
    expect(objects.places[0].related.configMaps[1].data?.level).toMatch(
      /^<hidden:[0-9a-f]{8}>$/,
    );
  });

  it('start from the top owner when only the pod has the label', () => {
    const { service } = createClusterFixture({
      clusters: { dev: { objects: shop } },
    });
    expect(
      outline(
        service.objectsOf(component({ 'label-selector': 'app=checkout' }))
          .places[0].workloads,
      ),
    ).toEqual([
      ['Deployment/checkout', ['ReplicaSet/checkout-1', 'Pod/checkout-1-a']],
    ]);
  });

  const labels = { app: 'a', 'backstage.io/kubernetes-id': 'a' };
  const pods = (namespaces: string[]) =>
    namespaces.map(namespace => ({
      kind: 'Pod',
      metadata: { name: 'p', namespace, labels },
    }));
  const two = createClusterFixture({
    clusters: {
      dev: { objects: pods(['x', 'y']) },
      prod: { objects: pods(['x']) },
    },
  }).service;

  it.each([
    [{ id: 'a' }, ['dev/x', 'dev/y', 'prod/x']],
    [{ 'label-selector': 'app in (a,b)' }, ['dev/x', 'dev/y', 'prod/x']],
    [{ 'label-selector': '!other,app' }, ['dev/x', 'dev/y', 'prod/x']],
    // The selector wins over the id.
    [{ id: 'a', 'label-selector': 'app=b' }, []],
    [{ id: 'b', 'label-selector': 'app=a' }, ['dev/x', 'dev/y', 'prod/x']],
    [{ id: 'a', namespace: 'x' }, ['dev/x', 'prod/x']],
    [{ id: 'a', cluster: 'dev' }, ['dev/x', 'dev/y']],
    [{ id: 'a', cluster: 'dev', namespace: 'x' }, ['dev/x']],
    // No lists: a name is compared as a whole.
    [{ id: 'a', cluster: 'dev,prod' }, []],
    [{ id: 'a', namespace: 'x,y' }, []],
    // Empty counts as absent.
    [{ id: 'a', cluster: '', namespace: '' }, ['dev/x', 'dev/y', 'prod/x']],
    [{ id: 'a', 'label-selector': '' }, ['dev/x', 'dev/y', 'prod/x']],
    [{ id: 'nobody' }, []],
  ])('linked by %j are in %j', (annotations, expected) => {
    expect(
      places(two.objectsOf(component(annotations as Record<string, string>))),
    ).toEqual(expected);
  });

  it('are none without an annotation, and none with only a place', () => {
    for (const annotations of [{}, { namespace: 'x' }]) {
      expect(
        two.objectsOf(component(annotations as Record<string, string>)),
      ).toMatchObject({ link: { type: 'none' }, places: [] });
    }
  });

  it.each(['app in (', ' ', 'a==b=c'])(
    'are none for the selector %j, with the reason',
    selector => {
      const objects = two.objectsOf(component({ 'label-selector': selector }));
      expect(objects.places).toEqual([]);
      expect(objects.link).toMatchObject({
        type: 'selector',
        problem: expect.stringContaining('label selector'),
      });
    },
  );

  it('survive owners that go in circles, or are not there', () => {
    const { service } = createClusterFixture({
      clusters: {
        dev: {
          objects: `
kind: ReplicaSet
metadata: { name: a, labels: { app: x }, ownerReferences: [{ kind: ReplicaSet, name: b }] }
---
kind: ReplicaSet
metadata: { name: b, ownerReferences: [{ kind: ReplicaSet, name: a }] }
---
kind: Pod
metadata: { name: lost, labels: { app: x }, ownerReferences: [{ kind: ReplicaSet, name: gone }] }
`,
        },
      },
    });
    const [place] = service.objectsOf(
      component({ 'label-selector': 'app=x' }),
    ).places;
    expect(outline(place.workloads)).toEqual([
      'Pod/lost',
      ['ReplicaSet/b', 'ReplicaSet/a'],
    ]);
  });

  it('say which clusters were looked at, and how fresh they are', () => {
    const fixture = createClusterFixture({
      clusters: { dev: { environment: 'dev' }, prod: { environment: 'prod' } },
    });
    const before = fixture.service.objectsOf(checkout);
    fixture.writer('prod').updateState({
      state: 'unreachable',
      message: 'connection refused',
    });
    const after = fixture.service.objectsOf(checkout);
    expect(after.clusters).toMatchObject([
      { cluster: 'dev', environment: 'dev', freshness: {} },
      {
        cluster: 'prod',
        freshness: { stale: { reason: 'connection refused' } },
      },
    ]);
    expect(after.revision).not.toBe(before.revision);
    fixture.writer('dev').setKindState('Pod', { state: 'stale', message: 'x' });
    expect(
      fixture.service.objectsOf(checkout).clusters[0].freshness.stale?.reason,
    ).toBe('Pod: x');
  });

  it('say when not all of them are kept', () => {
    const fixture = createClusterFixture({
      clusters: { dev: { environment: 'dev', objects: shop } },
    });
    const before = fixture.service.objectsOf(checkout);
    fixture.feed.setLimits({ maxObjects: 1 });
    fixture.apply('dev', '{ kind: Pod, metadata: { name: one-too-many } }');
    const after = fixture.service.objectsOf(checkout);
    expect(after.places[0].freshness).toMatchObject({
      incomplete: expect.stringMatching(/^Pod: .*at most 1 objects/),
    });
    expect(after.clusters[0].freshness.stale).toBeUndefined();
    expect(after.revision).not.toBe(before.revision);
  });
});

describe('Argo CD Applications', () => {
  const workload = (metadata: string) => `
kind: Deployment
metadata: { name: checkout, namespace: shop, ${metadata} }
`;
  const byId = 'labels: { backstage.io/kubernetes-id: checkout }';
  const application = (name: string, destination: string, resources = '[]') => `
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec: { destination: ${destination} }
status: { resources: ${resources} }
`;
  const here = '{ server: "https://kubernetes.default.svc", namespace: shop }';
  const listed = '[{ kind: Deployment, namespace: shop, name: checkout }]';
  const tracked = (id: string) =>
    `${byId}, annotations: { argocd.argoproj.io/tracking-id: "${id}" }`;
  const instance =
    'labels: { backstage.io/kubernetes-id: checkout, app.kubernetes.io/instance: web }';

  it.each([
    ['by what they list', byId, application('web', here, listed), ['web']],
    ['not others', byId, application('web', here), []],
    [
      'by the tracking id',
      tracked('web:apps/Deployment:shop/checkout'),
      application('web', here),
      ['web'],
    ],
    [
      'by a tracking id with a namespace',
      tracked('argocd_web:apps/Deployment:shop/checkout'),
      application('web', here),
      ['web'],
    ],
    ['by the instance label', instance, application('web', here), ['web']],
    [
      'not by an instance label that means something else',
      instance,
      application('web', '{ name: in-cluster, namespace: other }'),
      [],
    ],
    [
      'not when they deploy to another cluster',
      byId,
      application('web', '{ name: prod }', listed),
      [],
    ],
  ])('are found %s', (_how, metadata, object, expected) => {
    const { service } = createClusterFixture({
      clusters: { dev: { objects: [workload(metadata), object] }, prod: {} },
    });
    const [place] = service.objectsOf(checkout).places;
    expect(
      place.related.applications.map(({ metadata: found }) => found?.name),
    ).toEqual(expected);
  });

  it('are found in the cluster of Argo CD, and its changes are heard of', () => {
    const fixture = createClusterFixture({
      clusters: { hub: {}, prod: { objects: workload(byId) } },
    });
    const found = () =>
      fixture.service.objectsOf(checkout).places[0].related.applications.length;
    expect(found()).toBe(0);
    fixture.apply('hub', application('web', '{ name: prod }', listed));
    expect(found()).toBe(1);
    fixture.delete('hub', {
      kind: 'Application',
      namespace: 'argocd',
      name: 'web',
    });
    expect(found()).toBe(0);
  });
});

describe('the target', () => {
  it('is what the cluster says: an entity cannot claim the workloads of others', () => {
    const fixture = createClusterFixture({
      clusters: {
        prod: {
          environment: 'prod',
          owner: 'group:default/platform',
          namespaces: { shop: { owner: 'payments' } },
          objects: `
kind: Namespace
metadata: { name: shop }
---
kind: Pod
metadata:
  name: p
  namespace: shop
  labels: { app: payments, groundcrew.io/environment: dev }
  annotations: { groundcrew.io/owner: attackers }
`,
        },
      },
    });
    const spoofed: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'evil',
        labels: { 'groundcrew.io/environment': 'dev' },
        annotations: {
          'backstage.io/kubernetes-label-selector': 'app=payments',
          'groundcrew.io/owner': 'group:default/attackers',
          'groundcrew.io/environment': 'dev',
        },
      },
      spec: { owner: 'group:default/attackers' },
    };
    const [place] = fixture.service.objectsOf(spoofed).places;
    expect(place.target).toEqual({
      cluster: 'prod',
      namespace: 'shop',
      environment: 'prod',
      owner: 'group:default/payments',
    });
  });

  it.each([
    ['the Namespace', { 'groundcrew.io/owner': 'a' }, 'group:default/a'],
    [
      'config, where that is malformed',
      { 'groundcrew.io/owner': 'group:' },
      'group:default/of-namespace',
    ],
    ['config, where that is silent', {}, 'group:default/of-namespace'],
  ])('has its owner from %s', (_from, annotations, owner) => {
    const { service } = createClusterFixture({
      clusters: {
        dev: {
          owner: 'of-cluster',
          namespaces: { shop: { owner: 'of-namespace' } },
          objects: {
            kind: 'Namespace',
            metadata: { name: 'shop', annotations },
          },
        },
      },
    });
    expect(service.targetOf('dev', 'shop').owner).toBe(owner);
    expect(service.targetOf('dev', 'other').owner).toBe(
      'group:default/of-cluster',
    );
    expect(service.targetOf('dev', 'constructor').owner).toBe(
      'group:default/of-cluster',
    );
    expect(service.targetOf('dev').owner).toBe('group:default/of-cluster');
  });

  it('follows the Namespace as it changes', () => {
    const fixture = createClusterFixture({
      clusters: { dev: { objects: shop } },
    });
    const before = fixture.service.objectsOf(checkout);
    expect(before.places[0].target.environment).toBe('staging');
    fixture.apply('dev', {
      kind: 'Namespace',
      metadata: {
        name: 'shop',
        labels: { 'groundcrew.io/environment': 'prod' },
      },
    });
    const after = fixture.service.objectsOf(checkout);
    expect(after.places[0].target).toMatchObject({ environment: 'prod' });
    expect(after.revision).not.toBe(before.revision);
  });
});

describe('the revision', () => {
  it('stays while nothing relevant changes, and moves with what is relevant', () => {
    const fixture = createClusterFixture({
      clusters: { dev: { objects: [shop, beside] } },
    });
    const revision = () => fixture.service.objectsOf(checkout).revision;
    const stays = revision();
    fixture.apply('dev', [
      { kind: 'ConfigMap', metadata: { name: 'unrelated', namespace: 'shop' } },
      {
        kind: 'Pod',
        metadata: { name: 'q', namespace: 'shop', labels: { app: 'q' } },
      },
      { kind: 'Service', metadata: { name: 'other', namespace: 'shop' } },
      { kind: 'Node', metadata: { name: 'n' } },
    ]);
    fixture.writer('dev').observed(new Date());
    expect(revision()).toBe(stays);

    const seen = new Set([stays]);
    for (const [name, objects] of Object.entries<string | object>({
      'a pod': {
        kind: 'Pod',
        metadata: {
          name: 'checkout-1-a',
          namespace: 'shop',
          labels: { app: 'checkout' },
          ownerReferences: [{ kind: 'ReplicaSet', name: 'checkout-1' }],
        },
      },
      'a new pod': {
        kind: 'Pod',
        metadata: {
          name: 'checkout-1-b',
          namespace: 'shop',
          ownerReferences: [{ kind: 'ReplicaSet', name: 'checkout-1' }],
        },
      },
      'an event': {
        kind: 'Event',
        metadata: { name: 'e', namespace: 'shop' },
        involvedObject: { uid: 'pod-shop-checkout-1-b' },
      },
      'a Service that now selects it': {
        kind: 'Service',
        metadata: { name: 'other', namespace: 'shop' },
        spec: { selector: { app: 'checkout' } },
      },
      'a slice': {
        kind: 'EndpointSlice',
        metadata: {
          name: 'x',
          namespace: 'shop',
          labels: { 'kubernetes.io/service-name': 'front' },
        },
      },
      'a ConfigMap': {
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace: 'shop' },
      },
      'a quota': {
        kind: 'ResourceQuota',
        metadata: { name: 'new', namespace: 'shop' },
      },
      'a labelled Service': {
        kind: 'Service',
        metadata: {
          name: 'z',
          namespace: 'far',
          labels: { 'backstage.io/kubernetes-id': 'checkout' },
        },
      },
      'a Service that loses its label': {
        kind: 'Service',
        metadata: { name: 'z', namespace: 'far' },
      },
    })) {
      fixture.apply('dev', objects as never);
      const next = revision();
      expect([name, seen.has(next)]).toEqual([name, false]);
      seen.add(next);
    }
  });

  it('is of clusters, too, as they come and go', () => {
    const fixture = createClusterFixture({
      clusters: { dev: { objects: shop } },
    });
    expect(places(fixture.service.objectsOf(checkout))).toEqual(['dev/shop']);
    fixture.feed.removeCluster('dev');
    expect(fixture.service.objectsOf(checkout)).toMatchObject({
      places: [],
      clusters: [],
    });
  });
});

/** A small generator of random numbers, so that a failure can be repeated. */
function randomFrom(seed: number) {
  let state = seed;
  return <T>(choices: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return choices[Math.floor((state / 2_147_483_648) * choices.length)];
  };
}

describe.each([1, 2, 3, 4])('any history of changes (%s)', seed => {
  it('is seen by what was kept as if it were collected anew', () => {
    const choose = randomFrom(seed);
    const fixture = createClusterFixture({ clusters: { dev: {}, hub: {} } });
    const entities = [
      component({ id: 'a' }),
      component({ 'label-selector': 'app=a,!canary' }),
      component({ 'label-selector': '!app', namespace: 'n1' }),
    ];
    const app = () =>
      choose([{ app: 'a' }, { app: 'b' }, {}, { app: 'a', canary: '' }]);
    const labels = () => ({
      ...app(),
      ...choose([{}, { 'backstage.io/kubernetes-id': 'a' }]),
    });
    const spec = () => ({
      containers: [
        {
          name: 'c',
          envFrom: [{ configMapRef: { name: choose(['x', 'y']) } }],
        },
      ],
    });
    const kinds: Record<string, () => object> = {
      Deployment: () => ({
        spec: { template: { metadata: { labels: app() }, spec: spec() } },
      }),
      ReplicaSet: () => ({}),
      Pod: () => ({ spec: spec() }),
      Service: () => ({ spec: { selector: app() } }),
      EndpointSlice: () => ({}),
      NetworkPolicy: () => ({
        spec: { podSelector: choose([{}, { matchLabels: { app: 'a' } }]) },
      }),
      HorizontalPodAutoscaler: () => ({
        spec: {
          scaleTargetRef: { kind: 'Deployment', name: choose(['x', 'y']) },
        },
      }),
      ConfigMap: () => ({ data: { at: String(Math.random()) } }),
      Ingress: () => ({
        spec: { defaultBackend: { service: { name: choose(['x', 'y']) } } },
      }),
      ResourceQuota: () => ({}),
      Application: () => ({
        spec: { destination: { name: 'dev' } },
        status: {
          resources: [
            { kind: 'Deployment', namespace: 'n1', name: choose(['x', 'y']) },
          ],
        },
      }),
    };
    const owners: Record<string, string> = {
      ReplicaSet: 'Deployment',
      Pod: 'ReplicaSet',
    };
    for (let step = 0; step < 150; step++) {
      const kind = choose(Object.keys(kinds));
      const namespace = choose(['n1', 'n2']);
      const name = choose(['x', 'y']);
      const cluster = kind === 'Application' ? 'hub' : 'dev';
      if (choose([1, 2, 3, 4]) === 1) {
        fixture.delete(cluster, { kind, namespace, name });
      } else {
        fixture.apply(cluster, {
          kind,
          metadata: {
            name,
            namespace,
            labels: {
              ...labels(),
              ...(kind === 'EndpointSlice'
                ? { 'kubernetes.io/service-name': choose(['x', 'y']) }
                : {}),
            },
            ownerReferences:
              owners[kind] && choose([true, true, false])
                ? [{ kind: owners[kind], name: choose(['x', 'y']) }]
                : [],
          },
          ...kinds[kind](),
        } as never);
      }
      // Mostly several changes between two questions.
      const asked = choose([1, 2, 3]) === 1 ? entities : [];
      for (const entity of asked) {
        const kept = fixture.service.objectsOf(entity);
        // Another selector that means the same was never asked for before, so nothing is kept for it.
        const { annotations = {} } = entity.metadata;
        const selector =
          annotations['backstage.io/kubernetes-label-selector'] ??
          'backstage.io/kubernetes-id=a';
        const anew = fixture.service.objectsOf(
          component({
            'label-selector': `${selector},!never-${step}`,
            namespace: annotations['backstage.io/kubernetes-namespace'] ?? '',
          }),
        );
        expect(kept.places).toEqual(anew.places);
      }
    }
  });
});
