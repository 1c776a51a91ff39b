import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { Finding } from '@groundcrew/plugin-faults-common';
import {
  createEvidenceReader,
  type EvidenceReader,
} from '@groundcrew/plugin-faults-node';
import { causalGraphOf } from './causalGraphOf';

const workload = (name: string, address = '') => `
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - { name: main, env: [{ name: BACKEND_ADDR, value: '${address}' }] }
---
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
---
kind: ReplicaSet
metadata:
  name: ${name}-1
  namespace: shop
  ownerReferences: [{ kind: Deployment, name: ${name}, controller: true }]
---
kind: Pod
metadata:
  name: ${name}-1-x
  namespace: shop
  ownerReferences: [{ kind: ReplicaSet, name: ${name}-1, controller: true }]
spec: { nodeName: node-1 }
`;

const ref = (kind: string, name: string) => ({
  cluster: 'test',
  kind,
  namespace: kind === 'Node' ? undefined : 'shop',
  name,
});

function graphAround(
  object: Finding['object'],
  {
    evidence = {},
    forbidden = [],
  }: { evidence?: Partial<EvidenceReader>; forbidden?: string[] } = {},
) {
  const fixture = createClusterFixture({
    clusters: {
      test: {
        objects: [
          workload('front', 'cart:80'),
          workload('cart', 'store.shop.svc:6379'),
          workload('store', 'front:80'),
          workload('ads', 'gone:80'),
        ],
      },
    },
  });
  for (const kind of forbidden) {
    fixture.writer('test').setKindState(kind, { state: 'forbidden' });
  }
  const finding = { object, explains: [] } as Partial<Finding> as Finding;
  return causalGraphOf([finding], {
    store: fixture.service.store('test').withConfiguration(),
    evidence: createEvidenceReader(evidence),
  });
}

describe('causalGraphOf', () => {
  it('follows ownership, configured addresses and selection, around circles too', () => {
    const graph = graphAround(ref('Pod', 'front-1-x'));
    const edges = graph.edges.map(
      ({ from, relation, to }) =>
        `${from.kind} ${from.name} ${relation} ${to.kind} ${to.name}`,
    );
    expect(edges.sort()).toEqual(
      [
        'Pod front-1-x owned-by Deployment front',
        'Deployment front calls Service cart',
        'Deployment front runs-on Node node-1',
        'Service cart selects Deployment cart',
        'Deployment cart calls Service store',
        'Deployment cart runs-on Node node-1',
        'Service store selects Deployment store',
        'Deployment store calls Service front',
        'Deployment store runs-on Node node-1',
        'Service front selects Deployment front',
      ].sort(),
    );
    const store = ref('Deployment', 'store');
    expect(graph.needs(ref('Pod', 'front-1-x'), store)).toBe(true);
    expect(graph.needs(store, store)).toBe(false);
    expect(graph.needs(store, ref('Deployment', 'ads'))).toBe(false);
  });

  it('does not say that a node is needed to answer: that depends on what is wrong with it', () => {
    const graph = graphAround(ref('Deployment', 'front'));
    expect(graph.needs(ref('Deployment', 'front'), ref('Node', 'node-1'))).toBe(
      false,
    );
  });

  it('knows of a Service that does not exist', () => {
    const graph = graphAround(ref('Deployment', 'ads'));
    expect(graph.needs(ref('Deployment', 'ads'), ref('Service', 'gone'))).toBe(
      true,
    );
  });

  it('knows of calls that are known from elsewhere', () => {
    const graph = graphAround(ref('Deployment', 'ads'), {
      evidence: { callsOf: ({ name }) => (name === 'ads' ? ['front'] : []) },
    });
    expect(
      graph.needs(ref('Deployment', 'ads'), ref('Deployment', 'store')),
    ).toBe(true);
  });

  it('tells what it can where a kind may not be read', () => {
    const graph = graphAround(ref('Deployment', 'front'), {
      forbidden: ['Rollout', 'Job'],
    });
    expect(
      graph.needs(ref('Deployment', 'front'), ref('Deployment', 'store')),
    ).toBe(true);
  });
});
