import {
  ConfigMaps,
  Deployments,
  EndpointSlices,
  Events,
  HorizontalPodAutoscalers,
  Namespaces,
  Nodes,
  PodDisruptionBudgets,
  Pods,
  ReplicaSets,
  ResourceQuotas,
  ServiceAccounts,
  Services,
} from '../api/resources';
import { Deployment, HorizontalPodAutoscaler } from '../api/workloadTypes';
import { Service } from '../api/clusterTypes';
import {
  MANAGER,
  TestCluster,
  createTestCluster,
  deployment,
  readinessProbe,
} from '../testing/createTestCluster';
import { request } from '../testing/request';
import { isReady } from './podState';

const WEB = { namespace: 'default', name: 'web' };

describe('a cluster', () => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await createTestCluster();
  });

  afterEach(async () => {
    await test.stop();
  });

  const create = (options: Parameters<typeof deployment>[1] = {}) =>
    test.cluster.api.create(Deployments, deployment('web', options), MANAGER);
  const modify = (change: (draft: Deployment) => void) =>
    test.cluster.api.modify(Deployments, WEB, change, MANAGER);
  const pods = () => test.cluster.store.list(Pods, { namespace: 'default' });
  const events = (reason: string) =>
    test.cluster.store.list(Events).filter(event => event.reason === reason);

  describe('the scheduler', () => {
    it('says why a pod fits nowhere, and places it when there is room', () => {
      create({ cpu: '3', deployment: { replicas: 3 } });
      test.clock.advance(10_000);
      const waiting = pods().filter(pod => !pod.spec.nodeName);
      expect(waiting).toHaveLength(1);
      expect(waiting[0].status).toMatchObject({
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
        ],
      });
      expect(events('FailedScheduling')[0]).toMatchObject({
        type: 'Warning',
        message:
          '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
      });
      const placed = pods().find(pod => pod.spec.nodeName)!;
      test.cluster.api.delete(Pods, placed.metadata);
      test.clock.advance(30_000);
      expect(pods().filter(isReady)).toHaveLength(2);
    });

    it('leaves cordoned nodes alone', () => {
      test.cluster.api.modify(
        Nodes,
        { name: 'node-1' },
        node => {
          node.spec.unschedulable = true;
        },
        MANAGER,
      );
      create({ deployment: { replicas: 2 } });
      test.clock.advance(10_000);
      expect(pods().map(pod => pod.spec.nodeName)).toEqual([
        'node-2',
        'node-2',
      ]);
      expect(
        test.cluster.store.get(Nodes, { name: 'node-1' })?.spec.taints,
      ).toMatchObject([{ key: 'node.kubernetes.io/unschedulable' }]);
    });
  });

  describe('a quota', () => {
    const full = { pods: '2' };

    it('refuses pods in the words of Kubernetes, and says so on the ReplicaSet', async () => {
      test.cluster.api.create(
        ResourceQuotas,
        {
          metadata: { name: 'quota', namespace: 'default' },
          spec: { hard: full },
        },
        MANAGER,
      );
      create({ deployment: { replicas: 3 } });
      test.clock.advance(10_000);
      expect(pods()).toHaveLength(2);
      const refusal =
        /^Error creating: pods "web-\w+-\w{5}" is forbidden: exceeded quota: quota, requested: pods=1, used: pods=2, limited: pods=2$/;
      expect(events('FailedCreate')[0].message).toMatch(refusal);
      const [set] = test.cluster.store.list(ReplicaSets);
      expect(set.status.conditions).toMatchObject([
        { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' },
      ]);
      expect(
        test.cluster.store.get(Deployments, WEB)?.status.conditions,
      ).toContainEqual(expect.objectContaining({ type: 'ReplicaFailure' }));
      expect(test.cluster.store.list(ResourceQuotas)[0].status.used).toEqual({
        pods: '2',
      });
      const direct = await request(
        test.cluster,
        '/api/v1/namespaces/default/pods',
        {
          method: 'POST',
          body: {
            metadata: { name: 'one-more' },
            spec: { containers: [{ name: 'c', image: 'i:1' }] },
          },
        },
      );
      expect(direct).toMatchObject({
        status: 403,
        body: {
          reason: 'Forbidden',
          message:
            'pods "one-more" is forbidden: exceeded quota: quota, requested: pods=1, used: pods=2, limited: pods=2',
        },
      });
    });

    it('lets pods in again when there is room', () => {
      const [quota] = [{ name: 'quota', namespace: 'default' }];
      test.cluster.api.create(
        ResourceQuotas,
        { metadata: quota, spec: { hard: { 'requests.cpu': '500m' } } },
        MANAGER,
      );
      create({ cpu: '400m', deployment: { replicas: 2 } });
      test.clock.advance(10_000);
      expect(pods()).toHaveLength(1);
      test.cluster.api.modify(
        ResourceQuotas,
        quota,
        draft => {
          draft.spec.hard = { 'requests.cpu': '1' };
        },
        MANAGER,
      );
      test.clock.advance(30_000);
      expect(pods()).toHaveLength(2);
      const [set] = test.cluster.store.list(ReplicaSets);
      expect(set.status.conditions).toBeUndefined();
    });
  });

  describe('a node that falls silent', () => {
    it('turns NotReady, its pods unready, then evicted, and comes back', () => {
      create({ deployment: { replicas: 2 } });
      test.clock.advance(10_000);
      const node = () => test.cluster.store.get(Nodes, { name: 'node-1' })!;
      const onNode = () => pods().filter(pod => pod.spec.nodeName === 'node-1');
      test.cluster.kubelet.stopNode('node-1');
      test.clock.advance(39_000);
      expect(onNode().every(isReady)).toBe(true);
      test.clock.advance(2_000);
      expect(node().status.conditions).toMatchObject([
        { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' },
      ]);
      expect(onNode().some(isReady)).toBe(false);
      expect(node().spec.taints?.map(({ key }) => key)).toContain(
        'node.kubernetes.io/unreachable',
      );
      test.clock.advance(310_000);
      // The old pod cannot end without its kubelet; another took its place.
      expect(onNode()[0].metadata.deletionTimestamp).toBeDefined();
      expect(pods().filter(isReady)).toHaveLength(2);
      test.cluster.kubelet.startNode('node-1');
      test.clock.advance(10_000);
      expect(node().status.conditions).toMatchObject([
        { type: 'Ready', status: 'True' },
      ]);
      expect(node().spec.taints).toBeUndefined();
      expect(onNode()).toEqual([]);
      expect(pods()).toHaveLength(2);
    });
  });

  describe('a Service', () => {
    const create_ = (spec: Partial<Service['spec']>) =>
      test.cluster.api.create(
        Services,
        { metadata: WEB, spec: spec as Service['spec'] },
        MANAGER,
      );

    it('has an address and lists its pods', () => {
      create({
        container: {
          readinessProbe,
          ports: [{ name: 'http', containerPort: 8080 }],
        },
        deployment: { replicas: 2 },
      });
      const service = create_({
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 'http' }],
      });
      expect(service.spec.clusterIP).toMatch(/^10\.96\./);
      test.clock.advance(30_000);
      const [slice] = test.cluster.store.list(EndpointSlices);
      expect(slice.metadata.labels).toMatchObject({
        'kubernetes.io/service-name': 'web',
      });
      expect(slice.ports).toEqual([{ name: '', port: 8080, protocol: 'TCP' }]);
      expect(slice.endpoints.map(({ conditions }) => conditions)).toEqual([
        { ready: true, serving: true, terminating: false },
        { ready: true, serving: true, terminating: false },
      ]);
      test.cluster.api.delete(Pods, pods()[0].metadata);
      test.clock.advance(0);
      test.clock.advance(0);
      const [after] = test.cluster.store.list(EndpointSlices);
      expect(
        after.endpoints.map(({ conditions }) => conditions),
      ).toContainEqual({ ready: false, serving: true, terminating: true });
    });

    it('takes its slice along', () => {
      create_({ selector: { app: 'web' }, ports: [{ port: 80 }] });
      test.clock.advance(1_000);
      expect(test.cluster.store.list(EndpointSlices)).toHaveLength(1);
      test.cluster.api.delete(Services, WEB);
      test.clock.advance(1_000);
      expect(test.cluster.store.list(EndpointSlices)).toEqual([]);
    });
  });

  describe('a disruption budget', () => {
    const evict = async (name: string) =>
      request(
        test.cluster,
        `/api/v1/namespaces/default/pods/${name}/eviction`,
        {
          method: 'POST',
          body: {
            apiVersion: 'policy/v1',
            kind: 'Eviction',
            metadata: { name, namespace: 'default' },
          },
        },
      );

    it('counts, and holds evictions back', async () => {
      create({ deployment: { replicas: 3 } });
      test.cluster.api.create(
        PodDisruptionBudgets,
        {
          metadata: WEB,
          spec: {
            maxUnavailable: 1,
            selector: { matchLabels: { app: 'web' } },
          },
        },
        MANAGER,
      );
      test.clock.advance(10_000);
      const budget = () =>
        test.cluster.store.get(PodDisruptionBudgets, WEB)!.status;
      expect(budget()).toMatchObject({
        expectedPods: 3,
        currentHealthy: 3,
        desiredHealthy: 2,
        disruptionsAllowed: 1,
      });
      const [first, second] = pods().map(pod => pod.metadata.name);
      expect((await evict(first)).status).toBe(201);
      expect(await evict(second)).toMatchObject({
        status: 429,
        body: {
          reason: 'TooManyRequests',
          message:
            "Cannot evict pod as it would violate the pod's disruption budget.",
          details: { causes: [{ reason: 'DisruptionBudget' }] },
        },
      });
      test.clock.advance(30_000);
      expect(budget().disruptionsAllowed).toBe(1);
      expect((await evict(second)).status).toBe(201);
    });
  });

  describe('an autoscaler', () => {
    it('keeps to its bounds and shows what it measures', () => {
      create({ cpu: '100m', deployment: { replicas: 1 } });
      test.cluster.api.create(
        HorizontalPodAutoscalers,
        {
          metadata: WEB,
          spec: {
            scaleTargetRef: {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'web',
            },
            minReplicas: 2,
            maxReplicas: 4,
            metrics: [
              {
                type: 'Resource',
                resource: {
                  name: 'cpu',
                  target: { type: 'Utilization', averageUtilization: 5 },
                },
              },
            ],
          },
        } as Partial<HorizontalPodAutoscaler> & { metadata: typeof WEB },
        MANAGER,
      );
      test.clock.advance(10 * 60_000);
      expect(test.cluster.store.get(Deployments, WEB)?.spec.replicas).toBe(4);
      const scaler = test.cluster.store.get(HorizontalPodAutoscalers, WEB)!;
      expect(scaler.status).toMatchObject({
        currentReplicas: 4,
        desiredReplicas: 4,
        lastScaleTime: expect.any(String),
        currentMetrics: [
          {
            resource: { current: { averageUtilization: expect.any(Number) } },
          },
        ],
      });
      test.cluster.api.modify(
        HorizontalPodAutoscalers,
        WEB,
        draft => {
          draft.spec.scaleTargetRef.name = 'gone';
        },
        MANAGER,
      );
      test.clock.advance(1_000);
      expect(
        test.cluster.store.get(HorizontalPodAutoscalers, WEB)?.status
          .conditions,
      ).toContainEqual(
        expect.objectContaining({ type: 'AbleToScale', status: 'False' }),
      );
    });
  });

  describe('deletion', () => {
    const remaining = () => [
      test.cluster.store.list(Deployments).length,
      test.cluster.store.list(ReplicaSets).length,
      pods().length,
    ];

    beforeEach(() => {
      create({ deployment: { replicas: 2 } });
      test.clock.advance(10_000);
    });

    it('in the background takes dependents along later', () => {
      test.cluster.api.delete(Deployments, WEB);
      expect(remaining()).toEqual([0, 1, 2]);
      test.clock.advance(10_000);
      expect(remaining()).toEqual([0, 0, 0]);
    });

    it('in the foreground waits for dependents', () => {
      test.cluster.api.delete(Deployments, WEB, {
        propagationPolicy: 'Foreground',
      });
      test.clock.advance(500);
      expect(remaining()).toEqual([1, 1, 2]);
      expect(
        test.cluster.store.get(Deployments, WEB)?.metadata.finalizers,
      ).toEqual(['foregroundDeletion']);
      test.clock.advance(10_000);
      expect(remaining()).toEqual([0, 0, 0]);
    });

    it('with Orphan leaves dependents behind', () => {
      test.cluster.api.delete(Deployments, WEB, {
        propagationPolicy: 'Orphan',
      });
      test.clock.advance(60_000);
      expect(remaining()).toEqual([0, 1, 2]);
    });

    it('of an owner of several leaves what another still owns', () => {
      const owner = (name: string) =>
        test.cluster.api.create(
          ConfigMaps,
          { metadata: { name, namespace: 'default' } },
          MANAGER,
        );
      const [one, two] = [owner('one'), owner('two')];
      const reference = (object: typeof one) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: object.metadata.name,
        uid: object.metadata.uid,
      });
      test.cluster.api.create(
        ConfigMaps,
        {
          metadata: {
            name: 'owned',
            namespace: 'default',
            ownerReferences: [reference(one), reference(two)],
          },
        },
        MANAGER,
      );
      const owned = () =>
        test.cluster.store.get(ConfigMaps, {
          namespace: 'default',
          name: 'owned',
        });
      test.cluster.api.delete(ConfigMaps, one.metadata);
      test.clock.advance(1_000);
      expect(owned()?.metadata.ownerReferences).toHaveLength(1);
      test.cluster.api.delete(ConfigMaps, two.metadata);
      test.clock.advance(1_000);
      expect(owned()).toBeUndefined();
    });

    it('of a namespace empties it first', async () => {
      const namespace = await request(
        test.cluster,
        '/api/v1/namespaces/default',
        { method: 'DELETE' },
      );
      expect(namespace.body.status.phase).toBe('Terminating');
      const refused = await request(
        test.cluster,
        '/api/v1/namespaces/default/configmaps',
        { method: 'POST', body: { metadata: { name: 'late' } } },
      );
      expect(refused).toMatchObject({
        status: 403,
        body: { message: expect.stringContaining('being terminated') },
      });
      test.clock.advance(60_000);
      expect(remaining()).toEqual([0, 0, 0]);
      const name = 'default';
      expect(test.cluster.store.get(Namespaces, { name })).toBeUndefined();
    });
  });

  it('furnishes namespaces', () => {
    const name = 'fresh';
    test.cluster.api.create(Namespaces, { metadata: { name } }, MANAGER);
    test.clock.advance(0);
    expect(
      test.cluster.store.get(ServiceAccounts, {
        namespace: name,
        name: 'default',
      }),
    ).toBeDefined();
    expect(
      test.cluster.store.get(ConfigMaps, {
        namespace: name,
        name: 'kube-root-ca.crt',
      })?.data?.['ca.crt'],
    ).toContain('BEGIN CERTIFICATE');
  });

  it('forgets events an hour after their last time', () => {
    create();
    test.clock.advance(10_000);
    expect(events('Scheduled')).toHaveLength(1);
    test.clock.advance(60 * 60_000);
    expect(events('Scheduled')).toEqual([]);
  });

  it('scales by the scale subresource', async () => {
    create();
    const path = '/apis/apps/v1/namespaces/default/deployments/web/scale';
    const send = (method: string, body?: object, type?: string) =>
      request(test.cluster, path, {
        method,
        body,
        headers: type ? { 'content-type': type } : undefined,
      });
    expect((await send('GET')).body).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 1 },
      status: { selector: 'app=web' },
    });
    const merge = 'application/merge-patch+json';
    const patched = await send('PATCH', { spec: { replicas: 3 } }, merge);
    expect(patched.body.spec.replicas).toBe(3);
    test.clock.advance(10_000);
    expect(pods()).toHaveLength(3);
    const scale = (await send('GET')).body;
    const put = await send('PUT', { ...scale, spec: { replicas: 0 } });
    expect(put.body.spec).toEqual({});
    expect((await send('PUT', scale)).status).toBe(409);
    const negative = await send('PATCH', { spec: { replicas: -1 } }, merge);
    expect(negative.status).toBe(422);
    expect(modify(() => {}).metadata.managedFields).toContainEqual(
      expect.objectContaining({
        manager: 'sandbox-test',
        subresource: 'scale',
      }),
    );
  });

  it('refuses Deployments that make no sense', async () => {
    const send = (spec: object) =>
      request(test.cluster, '/apis/apps/v1/namespaces/default/deployments', {
        method: 'POST',
        body: { metadata: { name: 'odd' }, spec },
      });
    const spec = deployment('odd').spec as Deployment['spec'];
    expect((await send({})).body.message).toBe(
      'Deployment.apps "odd" is invalid: [spec.selector: Required value, spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`, spec.template.spec.containers: Required value]',
    );
    const other = { matchLabels: { app: 'other' } };
    expect((await send({ ...spec, selector: other })).status).toBe(422);
    expect((await send({ ...spec, replicas: -1 })).status).toBe(422);
    create();
    expect(() =>
      modify(draft => {
        draft.spec.selector = other;
        draft.spec.template.metadata!.labels = { app: 'other' };
      }),
    ).toThrow('field is immutable');
  });
});
