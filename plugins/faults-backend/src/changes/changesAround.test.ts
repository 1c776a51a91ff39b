import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { Change, Finding } from '@groundcrew/plugin-faults-common';
import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import { refKey } from '../engine/mergeFindings';
import { changesAround, type ChangesAroundOptions } from './changesAround';
import { surroundingsOf } from './surroundingsOf';

const OPENED = Date.parse('2026-01-01T12:00:00Z');
const at = (minutes: number) =>
  new Date(OPENED + minutes * 60_000).toISOString();

const ref = (kind: string, name: string, namespace?: string) => ({
  cluster: 'dev',
  kind,
  ...(namespace ? { namespace } : {}),
  name,
});
const cart = ref('Deployment', 'cart', 'shop');
const flags = ref('ConfigMap', 'flags', 'shop');
const orders = ref('Deployment', 'orders', 'shop');

const finding = (more: Partial<Finding> = {}): Finding => ({
  fault: 'application-crash',
  category: 'runtime',
  title: 'It ends',
  object: cart,
  message: 'It ends.',
  confidence: 0.9,
  evidence: [],
  explains: [],
  detector: 'test',
  ...more,
});

const objects = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop, uid: cart-uid, annotations: {argocd.argoproj.io/tracking-id: "shop:apps/Deployment:shop/cart"}}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      serviceAccountName: runner
      imagePullSecrets: [{name: registry}]
      containers:
        - name: app
          env:
            - {name: ORDERS_ADDR, value: "orders:80"}
            - {name: GONE_ADDR, value: "gone:80"}
          envFrom: [{configMapRef: {name: flags}}, {secretRef: {name: db, optional: true}}]
      volumes:
        - {name: d, persistentVolumeClaim: {claimName: disk}}
        - {name: p, projected: {sources: [{configMap: {name: projected}}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, namespace: shop}
spec: {template: {metadata: {labels: {app: orders}}, spec: {containers: [{name: app, envFrom: [{configMapRef: {name: order-flags}}]}]}}}
---
kind: Pod
metadata: {name: cart-x-1, namespace: shop, labels: {app: cart}, ownerReferences: [{kind: Deployment, name: cart, controller: true, uid: cart-uid}]}
spec: {nodeName: node-a}
---
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}}
---
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {rules: [{http: {paths: [{backend: {service: {name: cart}}}]}}]}
---
kind: HorizontalPodAutoscaler
metadata: {name: scaler, namespace: shop}
spec: {scaleTargetRef: {kind: Deployment, name: cart}}
---
kind: PodDisruptionBudget
metadata: {name: budget, namespace: shop}
spec: {selector: {matchLabels: {app: cart}}}
---
kind: NetworkPolicy
metadata: {name: mine, namespace: shop}
spec: {podSelector: {matchLabels: {app: cart}}}
---
kind: NetworkPolicy
metadata: {name: others, namespace: shop}
spec: {podSelector: {matchLabels: {app: other}}}
---
kind: ResourceQuota
metadata: {name: quota, namespace: shop}
---
kind: Application
metadata: {name: shop, namespace: argocd}
`;

const store = createClusterFixture({ clusters: { dev: { objects } } })
  .service.store('dev')
  .withConfiguration();

const change = (
  object: Change['object'],
  minutes: number,
  more: Partial<Change> = {},
): Change => ({
  at: at(minutes),
  kind: 'other',
  object,
  action: 'modified',
  message: `${object.name} at ${minutes}`,
  ...more,
});

const operation = (more: Partial<OperationSummary> = {}): OperationSummary => ({
  id: 'op-1',
  operation: 'kubernetes.scale',
  title: 'Scale cart to 0',
  target: { ...cart, uid: 'cart-uid' },
  risk: 'low',
  requestedBy: { type: 'user', entityRef: 'user:default/dana' },
  requestedAt: at(-6),
  phase: 'succeeded',
  phaseReason: 'done',
  startedAt: at(-5),
  endedAt: at(-4),
  revision: 3,
  ...more,
});

const around = (options: Partial<ChangesAroundOptions> = {}) =>
  changesAround({
    cause: finding(),
    symptoms: [],
    store,
    openedAt: OPENED,
    now: OPENED + 10 * 60_000,
    changes: [],
    seen: [],
    operations: [],
    ...options,
  });

describe('surroundingsOf', () => {
  it('finds what a workload depends on, also what does not exist', () => {
    const { namespaces, refs } = surroundingsOf({
      cause: finding(),
      symptoms: [],
      store,
    });
    expect(refs.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'Application shop',
      'ConfigMap flags',
      'ConfigMap projected',
      'Deployment cart',
      'HorizontalPodAutoscaler scaler',
      'Ingress web',
      'Namespace shop',
      'NetworkPolicy mine',
      'Node node-a',
      'PersistentVolumeClaim disk',
      'PodDisruptionBudget budget',
      'ResourceQuota quota',
      'Secret db',
      'Secret registry',
      'Service cart',
      'Service gone',
      'Service orders',
      'ServiceAccount runner',
    ]);
    expect([...namespaces].sort()).toEqual(['', 'argocd', 'shop']);
  });

  it('suspects what the cause is about, what it reads, and what its evidence names', () => {
    const cause = finding({
      object: ref('Pod', 'cart-x-1', 'shop'),
      evidence: [
        { source: 'object', message: 'x', object: ref('Node', 'node-b') },
        { source: 'log', message: 'x' },
      ],
    });
    const { suspects } = surroundingsOf({ cause, symptoms: [], store });
    expect(suspects).toContain(refKey(cart));
    expect(suspects).toContain(refKey(flags));
    expect(suspects).toContain(refKey(ref('Node', 'node-b')));
    expect(suspects).not.toContain(refKey(ref('Node', 'node-a')));
  });

  it('follows what suffers', () => {
    const { refs } = surroundingsOf({
      cause: finding({ object: ref('Service', 'cart', 'shop') }),
      symptoms: [finding({ object: orders })],
      store,
    });
    const keys = refs.map(refKey);
    expect(keys).toContain(refKey(ref('ConfigMap', 'order-flags', 'shop')));
    expect(keys).toContain(refKey(cart));
    expect(keys).toContain(refKey(ref('Ingress', 'web', 'shop')));
  });

  it.each([
    'Node',
    'Namespace',
    'Ingress',
    'HorizontalPodAutoscaler',
    'PersistentVolumeClaim',
    'Nothing',
  ])('takes causes that are a %s, there or not', kind => {
    const cause = finding({ object: ref(kind, 'shop', 'shop') });
    const { refs } = surroundingsOf({ cause, symptoms: [], store });
    expect(refs[0]).toEqual(cause.object);
  });

  it.each<[string, string, string[]]>([
    ['Ingress', 'web', ['Service cart', 'IngressClass nginx']],
    ['HTTPRoute', 'web', ['Service cart', 'Gateway public']],
    [
      'Service',
      'cart',
      ['Ingress web', 'HTTPRoute web', 'Gateway public', 'Deployment cart'],
    ],
    ['HorizontalPodAutoscaler', 'scaler', ['Deployment cart']],
    [
      'PersistentVolumeClaim',
      'disk',
      ['StorageClass fast', 'ResourceQuota quota', 'Namespace shop'],
    ],
    ['NetworkPolicy', 'others', []],
  ])('knows what a %s depends on', (kind, name, expected) => {
    const fixture = createClusterFixture({ clusters: { dev: { objects } } });
    fixture.apply('dev', [
      'kind: PersistentVolumeClaim\nmetadata: {name: disk, namespace: shop}\nspec: {storageClassName: fast}',
      'kind: HTTPRoute\nmetadata: {name: web, namespace: shop}\nspec: {parentRefs: [{name: public, namespace: edge}], rules: [{backendRefs: [{name: cart, port: 80}, {kind: Bucket, name: files}]}]}',
      'kind: HTTPRoute\nmetadata: {name: other, namespace: shop}\nspec: {parentRefs: [{name: inner}], rules: [null, {backendRefs: [{name: orders}]}]}',
      'kind: Ingress\nmetadata: {name: web, namespace: shop}\nspec: {ingressClassName: nginx, defaultBackend: {service: {name: cart}}}',
    ]);
    const { refs } = surroundingsOf({
      cause: finding({ object: ref(kind, name, 'shop') }),
      symptoms: [],
      store: fixture.service.store('dev'),
    });
    const names = refs.map(each => `${each.kind} ${each.name}`);
    expect(names).toEqual(expect.arrayContaining(expected));
    expect(names).not.toContain('Gateway inner');
  });

  it('knows which limits hold in a namespace', () => {
    const fixture = createClusterFixture({ clusters: { dev: { objects } } });
    fixture.apply('dev', 'kind: Namespace\nmetadata: {name: shop}');
    const { refs } = surroundingsOf({
      cause: finding({ object: ref('Namespace', 'shop') }),
      symptoms: [],
      store: fixture.service.store('dev'),
    });
    expect(refs.map(({ kind }) => kind)).toEqual([
      'Namespace',
      'ResourceQuota',
    ]);
  });

  it('takes broken objects', () => {
    const fixture = createClusterFixture({ clusters: { dev: { objects } } });
    for (const kind of [
      'Deployment',
      'Service',
      'Ingress',
      'HorizontalPodAutoscaler',
      'PersistentVolumeClaim',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Application',
      'Pod',
    ]) {
      fixture.writer('dev').apply(kind, 'MODIFIED', {
        kind,
        metadata: {
          name: 'odd',
          namespace: 'shop',
          uid: `${kind}-odd`,
          annotations: 7,
          ownerReferences: [{ uid: `${kind}-odd`, controller: true }],
        },
        spec: {
          selector: 7,
          podSelector: 'x',
          rules: [{ http: 7 }, 7],
          scaleTargetRef: 'x',
          template: { metadata: 7, spec: { containers: [null], volumes: [7] } },
        },
      } as object);
    }
    for (const kind of [
      'Deployment',
      'Service',
      'Ingress',
      'HorizontalPodAutoscaler',
      'PersistentVolumeClaim',
      'Pod',
    ]) {
      const cause = finding({ object: ref(kind, 'odd', 'shop') });
      expect(() =>
        surroundingsOf({
          cause,
          symptoms: [finding()],
          store: fixture.service.store('dev').withConfiguration(),
        }),
      ).not.toThrow();
    }
  });

  it('tells of what is known where not all is', () => {
    const fixture = createClusterFixture({ clusters: { dev: { objects } } });
    for (const kind of ['Service', 'Secret', 'Application', 'Node']) {
      fixture.writer('dev').setKindState(kind, { state: 'forbidden' });
    }
    const { refs } = surroundingsOf({
      cause: finding(),
      symptoms: [],
      store: fixture.service.store('dev').withConfiguration(),
    });
    expect(refs.map(({ name }) => name)).toContain('flags');
    expect(refs.length).toBeGreaterThan(15);
  });
});

describe('changesAround', () => {
  it('picks what concerns the incident: suspects first, then the newest', () => {
    const picked = around({
      changes: [
        change(ref('Node', 'node-a'), -1),
        change(flags, -20),
        change(cart, -5),
        change(cart, 1),
        change(ref('Deployment', 'other', 'shop'), -1),
        change(ref('NetworkPolicy', 'others', 'shop'), -2),
        change(ref('ConfigMap', 'flags', 'other'), -1),
        change(ref('Node', 'node-z'), -1),
        change(cart, -31),
        change(cart, 11),
      ],
    });
    expect(
      picked.map(
        ({ isSuspect, message }) => `${message}${isSuspect ? ' !' : ''}`,
      ),
    ).toEqual([
      'cart at -5 !',
      'flags at -20 !',
      'cart at 1',
      'node-a at -1',
      'others at -2',
    ]);
  });

  it('tells of what is gone, and of what nobody names any more', () => {
    const gone = (kind: string) =>
      change(ref(kind, 'x', 'shop'), -1, { action: 'deleted' });
    const picked = around({
      changes: [gone('Service'), gone('NetworkPolicy'), gone('ConfigMap')],
    });
    expect(picked.map(({ object }) => object.kind)).toEqual([
      'Service',
      'NetworkPolicy',
    ]);
  });

  it('keeps what was suspected before', () => {
    const other = change(ref('ConfigMap', 'old-flags', 'shop'), -1);
    expect(around({ changes: [other] })).toEqual([]);
    const suspected = { ...other, isSuspect: true };
    expect(around({ changes: [suspected] })).toEqual([suspected]);
  });

  it('tells each change once', () => {
    const noted = change(flags, -5, { message: 'Keys removed: A' });
    const picked = around({
      changes: [
        noted,
        { ...noted, at: new Date(OPENED - 5 * 60_000 + 3_000).toISOString() },
        { ...noted, at: at(-3) },
        { ...noted, message: 'Keys added: B' },
      ],
      seen: [change(flags, -5), change(cart, -5)],
    });
    expect(picked.map(({ message }) => message).sort()).toEqual([
      'Keys added: B',
      'Keys removed: A',
      'Keys removed: A',
      'cart at -5',
    ]);
  });

  it('shows at most 50, the suspects among them', () => {
    const picked = around({
      changes: [
        ...Array.from({ length: 80 }, (_, index) =>
          change(ref('Node', 'node-a'), -index / 10, {
            message: `${index}`,
          }),
        ),
        change(cart, -29),
      ],
    });
    expect(picked).toHaveLength(50);
    expect(picked[0].object).toEqual(cart);
  });

  describe('with operations', () => {
    const scaled = change(cart, -4.5, {
      kind: 'scaling',
      message: 'Replicas changed from 3 to 0',
    });
    const told = (operations: OperationSummary[], changes: Change[] = []) =>
      around({ operations, changes });

    it.each<[string, Change]>([
      ['that was marked', { ...scaled, by: 'x', operationId: 'op-1' }],
      ['that Groundcrew wrote', { ...scaled, by: 'groundcrew' }],
      ['of which nobody knows who wrote it', scaled],
    ])('shows one with the change %s', (_, made) => {
      expect(told([operation()], [made])).toEqual([
        {
          ...scaled,
          operationId: 'op-1',
          by: 'user:default/dana',
          isSuspect: true,
        },
      ]);
    });

    it.each<[string, Change]>([
      ['another one wrote', { ...scaled, by: 'kubectl' }],
      ['came long after', change(cart, 5)],
      ['came long before', { ...scaled, at: at(-15), by: 'groundcrew' }],
      ['is of another object', change(flags, -4.5)],
      ['came of another operation', { ...scaled, operationId: 'op-2' }],
    ])('shows both where the change %s', (_, other) => {
      const picked = told([operation()], [other]);
      expect(picked).toHaveLength(2);
      expect(picked).toContainEqual({
        at: at(-5),
        kind: 'operation',
        object: cart,
        action: 'modified',
        message: 'Scale cart to 0',
        by: 'user:default/dana',
        operationId: 'op-1',
        isSuspect: true,
      });
    });

    it('says how it ended, and what was removed', () => {
      const picked = told([
        operation({ id: 'a', phase: 'failed' }),
        operation({
          id: 'b',
          operation: 'kubernetes.delete-pod',
          title: 'Delete cart-x-9',
          target: {
            cluster: 'dev',
            kind: 'Pod',
            namespace: 'shop',
            name: 'cart-x-9',
          },
        }),
      ]);
      expect(
        picked.map(({ action, message }) => `${action} ${message}`),
      ).toEqual([
        'modified Scale cart to 0 (failed)',
        'deleted Delete cart-x-9',
      ]);
    });

    it('leaves out what never began, and what is about something else', () => {
      expect(
        told([
          operation({ startedAt: undefined, phase: 'refused' }),
          operation({ target: { ...cart, namespace: 'other' } }),
        ]),
      ).toEqual([]);
    });
  });
});
