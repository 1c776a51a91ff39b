import {
  Deployments,
  Namespaces,
  Nodes,
  Pods,
  ReplicaSets,
  StatefulSets,
} from '../api/resources';
import { isReady } from '../controllers/podState';
import { TestCluster, createTestCluster } from '../testing/createTestCluster';
import { request } from '../testing/request';
import { shopComponents } from './components';

const CHECKOUT = { namespace: 'shop-checkout', name: 'checkout' };

describe.each(['dev', 'staging', 'prod'] as const)('the shop in %s', env => {
  let test: TestCluster;

  beforeAll(async () => {
    test = await createTestCluster({ populate: true, environment: env });
  });

  afterAll(async () => {
    await test.stop();
  });

  const checkout = () => test.cluster.store.get(Deployments, CHECKOUT)!;
  const podsOf = (name: string) =>
    test.cluster.store
      .list(Pods)
      .filter(pod => pod.metadata.labels?.['app.kubernetes.io/name'] === name)
      .filter(pod => !pod.metadata.deletionTimestamp);
  const version = (name: string) =>
    podsOf(name).map(pod => pod.spec.containers[0].image.split(':')[1]);

  const workloads = shopComponents.filter(({ kind }) => kind !== 'CronJob');

  it.each(workloads)('runs $name in the namespace of its team', component => {
    const { name, kind, namespace } = component;
    const reference = { namespace, name };
    const workload =
      kind === 'Deployment'
        ? test.cluster.store.get(Deployments, reference)
        : test.cluster.store.get(StatefulSets, reference);
    expect(workload?.metadata.labels).toMatchObject({
      'backstage.io/kubernetes-id': name,
      'app.kubernetes.io/part-of': 'shop',
    });
    // Checkout has a rollout under way or a pod that is not ready.
    const missing = name === 'checkout' && env === 'dev' ? 1 : 0;
    expect(workload?.status.readyReplicas).toBe(
      workload!.spec.replicas - missing,
    );
    expect(
      test.cluster.store.get(Namespaces, { name: namespace })?.metadata,
    ).toMatchObject({
      labels: { 'groundcrew.io/environment': env },
      annotations: { 'groundcrew.io/owner': expect.stringMatching(/^group:/) },
    });
  });

  it('is three days old', () => {
    const [node] = test.cluster.store.list(Nodes);
    expect(node.metadata.creationTimestamp).toBe('2026-01-02T09:00:00Z');
  });

  it('has a history of checkout with causes, differences and writers', () => {
    const sets = test.cluster.store
      .list(ReplicaSets, { namespace: CHECKOUT.namespace })
      .filter(set => set.metadata.name.startsWith('checkout-'));
    const causes = sets
      .map(set => set.metadata.annotations?.['kubernetes.io/change-cause'])
      .sort();
    expect(causes.slice(0, 3)).toEqual([
      'first release of 1.7.0',
      'release 1.8.0: express checkout',
      'release 1.8.2: rounding of vouchers',
    ]);
    const managers = checkout().metadata.managedFields?.map(
      ({ manager, subresource }) => [manager, subresource],
    );
    expect(managers).toContainEqual(['kubectl-client-side-apply', undefined]);
    expect(managers).toContainEqual(['github-actions', undefined]);
    expect(managers).toContainEqual(['kube-controller-manager', 'status']);
  });

  it('shows checkout as the first visitor is to see it', () => {
    const expected = {
      prod: { versions: ['1.8.2', '1.8.2', '1.8.2'], ready: 3 },
      dev: { versions: ['1.9.0', '1.9.0'], ready: 1 },
      staging: {
        versions: ['1.8.2', '1.8.2', '1.8.2', '1.8.2', '1.9.0'],
        ready: 4,
      },
    }[env];
    expect(version('checkout').sort()).toEqual(expected.versions);
    expect(podsOf('checkout').filter(isReady)).toHaveLength(expected.ready);
    expect(checkout().status.readyReplicas).toBe(expected.ready);
  });

  it('has logs, and an Application behind the storefront', async () => {
    for (const name of ['checkout', 'storefront', 'shipping', 'orders-db']) {
      const [pod] = podsOf(name);
      const { namespace } = pod.metadata;
      const path = `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}/log`;
      const { text } = await request(test.cluster, `${path}?tailLines=5`);
      expect(text.trimEnd().split('\n')).toHaveLength(5);
    }
    const application = await request(
      test.cluster,
      '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/storefront',
    );
    expect(application.body.status.sync.status).toBe('Synced');
  });

  it('keeps traces of what went wrong in staging, and only there', () => {
    const reasons = podsOf('recommendations').map(
      pod => pod.status.containerStatuses?.[0].lastState.terminated?.reason,
    );
    expect(reasons).toContain(env === 'staging' ? 'OOMKilled' : undefined);
  });

  it('is at rest: hardly anything happens by itself', () => {
    test.clock.advance(40 * 60_000);
    const before = test.cluster.store.resourceVersion;
    test.clock.advance(5 * 60_000);
    // The autoscaler's figures, and a probe that is seen to fail.
    expect(test.cluster.store.resourceVersion - before).toBeLessThan(20);
  });
});

it('finishes the rollout in staging, slowly', async () => {
  const test = await createTestCluster({
    populate: true,
    environment: 'staging',
  });
  const updated = () =>
    test.cluster.store.get(Deployments, CHECKOUT)?.status.updatedReplicas;
  test.clock.advance(10 * 60_000);
  expect(updated()).toBe(3);
  test.clock.advance(20 * 60_000);
  expect(updated()).toBe(4);
  expect(
    test.cluster.store.get(Deployments, CHECKOUT)?.status.conditions,
  ).toContainEqual(
    expect.objectContaining({ reason: 'NewReplicaSetAvailable' }),
  );
  await test.stop();
});
