import {
  Deployments,
  Namespaces,
  Nodes,
  Pods,
  ReplicaSets,
  StatefulSets,
} from '../api/resourceTypes';
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
    expect(test.errors).toEqual([]);
  });

  const checkout = () => test.cluster.store.get(Deployments, CHECKOUT)!;
  const podsOf = (name: string) =>
    test.cluster.store
      .list(Pods)
      .filter(pod => pod.metadata.labels?.['app.kubernetes.io/name'] === name)
      .filter(pod => !pod.metadata.deletionTimestamp);
  const version = (name: string) =>
    podsOf(name).map(pod => pod.spec.containers[0].image.split(':')[1]);

  it('runs all components, each in the namespace of its team', () => {
    for (const { name, kind, namespace } of shopComponents) {
      if (kind !== 'CronJob') {
        const reference = { namespace, name };
        const workload =
          kind === 'Deployment'
            ? test.cluster.store.get(Deployments, reference)
            : test.cluster.store.get(StatefulSets, reference);
        expect(workload?.metadata.labels).toMatchObject({
          'backstage.io/kubernetes-id': name,
          'app.kubernetes.io/part-of': 'shop',
        });
        if (name !== 'checkout') {
          expect(workload?.status.readyReplicas).toBe(workload?.spec.replicas);
        }
      }
      expect(
        test.cluster.store.get(Namespaces, { name: namespace })?.metadata,
      ).toMatchObject({
        labels: { 'groundcrew.io/environment': env },
        annotations: {
          'groundcrew.io/owner': expect.stringMatching(/^group:/),
        },
      });
    }
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
    const { status, spec } = checkout();
    if (env === 'prod') {
      expect(version('checkout')).toEqual(['1.8.2', '1.8.2', '1.8.2']);
      expect(status.readyReplicas).toBe(3);
    } else if (env === 'dev') {
      expect(version('checkout')).toEqual(['1.9.0', '1.9.0']);
      expect(podsOf('checkout').filter(isReady)).toHaveLength(1);
    } else {
      expect(status.updatedReplicas).toBe(1);
      expect(status.availableReplicas).toBe(4);
      test.clock.advance(10 * 60_000);
      expect(new Set(version('checkout'))).toEqual(new Set(['1.8.2', '1.9.0']));
      test.clock.advance(20 * 60_000);
      expect(version('checkout')).toEqual(Array(spec.replicas).fill('1.9.0'));
      expect(checkout().status.conditions).toContainEqual(
        expect.objectContaining({ reason: 'NewReplicaSetAvailable' }),
      );
    }
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

  it('keeps traces of what went wrong in staging', () => {
    const restarts = podsOf('recommendations').map(
      pod => pod.status.containerStatuses?.[0],
    );
    if (env === 'staging') {
      expect(restarts[0]?.restartCount).toBeGreaterThan(1);
      expect(restarts[0]?.lastState.terminated?.reason).toBe('OOMKilled');
    } else {
      expect(restarts.every(status => status?.restartCount === 0)).toBe(true);
    }
  });

  it('is at rest: hardly anything happens by itself', () => {
    test.clock.advance(40 * 60_000);
    const before = test.cluster.store.resourceVersion;
    test.clock.advance(5 * 60_000);
    // The autoscaler's figures, and a probe that is seen to fail.
    expect(test.cluster.store.resourceVersion - before).toBeLessThan(20);
  });
});
