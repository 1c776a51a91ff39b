import type { Entity } from '@backstage/catalog-model';
import type { OwnerTree } from '../EntityObjects';
import { createClusterFixture } from '../testUtils';

const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    annotations: { 'backstage.io/kubernetes-id': 'checkout' },
  },
};

const objects = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { groundcrew.io/environment: staging }, annotations: { groundcrew.io/owner: checkout-team } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: checkout, namespace: shop, labels: { backstage.io/kubernetes-id: checkout } }
spec:
  template:
    metadata: { labels: { app: checkout } }
    spec:
      containers:
        - name: app
          env: [{ name: LEVEL, valueFrom: { configMapKeyRef: { name: settings, key: level } } }]
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: checkout-1, namespace: shop, ownerReferences: [{ kind: Deployment, name: checkout }] }
---
apiVersion: v1
kind: Pod
metadata: { name: checkout-1-a, namespace: shop, labels: { app: checkout }, ownerReferences: [{ kind: ReplicaSet, name: checkout-1 }] }
spec: { containers: [{ name: app }] }
---
apiVersion: v1
kind: Service
metadata: { name: front, namespace: shop }
spec: { selector: { app: checkout } }
---
apiVersion: v1
kind: Service
metadata: { name: other, namespace: shop }
spec: { selector: { app: other } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { level: debug }
`;

const names = (trees: OwnerTree[]): unknown[] =>
  trees.map(tree => [
    `${tree.kind}/${tree.object.metadata?.name}`,
    ...names(tree.children),
  ]);

describe('EntityDirectory', () => {
  it('follows owners down to pods and finds what stands beside them', () => {
    const { service } = createClusterFixture({
      clusters: { dev: { environment: 'dev', objects } },
    });
    const { places } = service.objectsOf(checkout);

    expect(places).toHaveLength(1);
    expect(names(places[0].workloads)).toEqual([
      ['Deployment/checkout', ['ReplicaSet/checkout-1', ['Pod/checkout-1-a']]],
    ]);
    expect(places[0].target).toEqual({
      cluster: 'dev',
      namespace: 'shop',
      environment: 'staging',
      owner: 'group:default/checkout-team',
    });
    const { related } = places[0];
    expect(related.services.map(s => s.metadata?.name)).toEqual(['front']);
    expect(related.configMaps.map(c => c.metadata?.name)).toEqual(['settings']);
    expect(related.configMaps[0].data?.level).toMatch(/^<hidden:[0-9a-f]{8}>$/);
  });
});
