import { specDigest } from '@groundcrew/plugin-clusters-node';
import type { Node, Pod } from 'kubernetes-types/core/v1';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import type { KindSink } from '../reflector';
import { ApiWindow } from './ApiWindow';
import { clusterHealth, type HealthObservations } from './clusterHealth';
import { ClusterLedger } from './ClusterLedger';
import { HealthMonitor } from './HealthMonitor';

// Only bounds: nothing here waits for time to pass, but a busy machine is slow.
jest.setTimeout(60_000);

const amount = (cpuMillicores: number, memoryBytes: number, pods: number) => ({
  cpuMillicores,
  memoryBytes,
  pods,
});

const healthy: HealthObservations = {
  state: 'live',
  requests: { total: 100, failed: 0 },
  latencyP95Ms: 20,
  nodes: { total: 6, ready: 6, pressure: {} },
  systemPods: { total: 9, unready: [] },
  capacity: {
    allocatable: amount(1_000, 1_000, 100),
    requested: amount(500, 500, 50),
  },
  kinds: [
    { kind: 'Pod', state: 'synced' },
    { kind: 'Rollout', state: 'absent' },
  ],
};

describe('clusterHealth', () => {
  it('is 100 without reasons when all is well', () => {
    const health = clusterHealth(healthy);
    expect(health.score).toBe(100);
    expect(health.components.map(({ id }) => id)).toEqual([
      'api',
      'nodes',
      'system-pods',
      'capacity',
      'freshness',
    ]);
    for (const component of health.components) {
      expect(component.score).toBe(100);
      expect(component.reason).toBeUndefined();
    }
  });

  it.each<
    [string, Partial<HealthObservations>, string, number, string | RegExp]
  >([
    [
      'slow',
      { latencyP95Ms: 1_375 },
      'api',
      50,
      'the API server takes 1.4 s to answer',
    ],
    [
      'of which we soon know nothing any more',
      { credentialsLastMs: 3.5 * 24 * 3_600_000 },
      'api',
      50,
      /our credentials end in 3 days/,
    ],
    ['very slow', { latencyP95Ms: 60_000 }, 'api', 0, /60\.0 s/],
    [
      'failing',
      { requests: { total: 100, failed: 12 } },
      'api',
      52,
      '12 % of the requests of the last minutes failed',
    ],
    [
      'one node down',
      { nodes: { total: 6, ready: 5, pressure: {} } },
      'nodes',
      83,
      '1 of 6 nodes is not ready',
    ],
    [
      'nodes down',
      { nodes: { total: 6, ready: 4, pressure: {} } },
      'nodes',
      67,
      '2 of 6 nodes are not ready',
    ],
    [
      'under pressure',
      { nodes: { total: 4, ready: 3, pressure: { MemoryPressure: 1 } } },
      'nodes',
      63,
      '1 of 4 nodes is not ready; 1 of 4 nodes under Memory pressure',
    ],
    [
      'another condition',
      { nodes: { total: 2, ready: 2, pressure: { NetworkUnavailable: 1 } } },
      'nodes',
      75,
      '1 of 2 nodes with NetworkUnavailable',
    ],
    [
      'no nodes',
      { nodes: { total: 0, ready: 0, pressure: {} } },
      'nodes',
      0,
      'it has no nodes',
    ],
    [
      'system pods',
      { systemPods: { total: 10, unready: ['a', 'b', 'c', 'd', 'e'] } },
      'system-pods',
      50,
      '5 of 10 pods in kube-system are not ready: a, b, c and 2 more',
    ],
    [
      'little CPU',
      {
        capacity: {
          allocatable: amount(1_000, 1_000, 100),
          requested: amount(900, 100, 1),
        },
      },
      'capacity',
      50,
      '90 % of the CPU is asked for',
    ],
    [
      'no memory',
      {
        capacity: {
          allocatable: amount(1_000, 1_000, 100),
          requested: amount(100, 1_100, 1),
        },
      },
      'capacity',
      0,
      '110 % of the memory is asked for',
    ],
    [
      'few places',
      {
        capacity: {
          allocatable: amount(1_000, 1_000, 100),
          requested: amount(100, 100, 95),
        },
      },
      'capacity',
      25,
      '95 % of the places for pods are taken',
    ],
    [
      'kinds behind',
      {
        kinds: [
          { kind: 'Pod', state: 'synced' },
          { kind: 'Node', state: 'stale' },
          { kind: 'Secret', state: 'forbidden' },
          { kind: 'Job', state: 'synced' },
        ],
      },
      'freshness',
      50,
      'not up to date: Node; forbidden to us: Secret',
    ],
  ])('%s', (_what, seen, id, score, reason) => {
    const health = clusterHealth({ ...healthy, ...seen });
    const component = health.components.find(each => each.id === id);
    expect(component?.score).toBe(score);
    expect(component?.reason).toMatch(reason);
    expect(health.score).toBeLessThan(100);
    const others = health.components.filter(each => each.id !== id);
    expect(others.every(each => each.score === 100)).toBe(true);
  });

  it('judges an unreachable cluster by nothing that it said before', () => {
    expect(
      clusterHealth({
        ...healthy,
        state: 'unreachable',
        message: 'connection refused',
      }),
    ).toEqual({
      score: 0,
      components: [
        expect.objectContaining({
          id: 'api',
          score: 0,
          reason: 'connection refused',
        }),
        expect.objectContaining({ id: 'freshness', score: 0 }),
      ],
    });
  });

  it.each(['connecting', 'unauthorized'] as const)(
    'has words for %s',
    state => {
      const { components } = clusterHealth({ ...healthy, state });
      expect(components[0].reason).toMatch(/API server/);
    },
  );

  it('leaves out what it does not know, and its weights add up to 1 all the same', () => {
    for (const seen of [
      healthy,
      { ...healthy, nodes: undefined, capacity: undefined },
      { ...healthy, systemPods: { total: 0, unready: [] } },
      { ...healthy, state: 'unreachable' as const },
    ]) {
      const { components } = clusterHealth(seen);
      const whole = components.reduce((sum, { weight }) => sum + weight, 0);
      expect(whole).toBeCloseTo(1);
    }
    const partly = clusterHealth({
      ...healthy,
      nodes: undefined,
      systemPods: undefined,
      capacity: undefined,
    });
    expect(partly.components.map(({ id }) => id)).toEqual(['api', 'freshness']);
  });
});

describe('ApiWindow', () => {
  it('forgets after five minutes, and counts only what is the fault of the server', () => {
    let now = 0;
    const window = ApiWindow.create(() => now);
    expect(window.requests).toEqual({ total: 0, failed: 0 });
    window.requested({ failure: 'timeout' });
    window.requested({ failure: 'forbidden' });
    now += 60_000;
    window.requested({});
    expect(window.requests).toEqual({ total: 3, failed: 1 });
    now += 250_000;
    expect(window.requests).toEqual({ total: 1, failed: 0 });
    now += 60_000;
    expect(window.requests).toEqual({ total: 0, failed: 0 });
  });

  it('knows how long the last probes took', () => {
    const window = ApiWindow.create();
    expect(window.latencyP95Ms).toBeUndefined();
    for (let index = 1; index <= 40; index++) {
      window.probed(index);
    }
    expect(window.latencyP95Ms).toBe(39);
  });
});

const node = (name: string, more: Partial<Node> = {}): Node => ({
  metadata: { name, uid: name },
  spec: {},
  status: {
    conditions: [{ type: 'Ready', status: 'True' }],
    allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
  },
  ...more,
});
const pod = (name: string, more: Partial<Pod> = {}): Pod => ({
  metadata: { name, uid: name, namespace: 'shop' },
  spec: {
    nodeName: 'n1',
    containers: [
      {
        name: 'main',
        resources: { requests: { cpu: '500m', memory: '1Gi' } },
      },
    ],
  },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
  },
  ...more,
});

function collectingSink() {
  const reports: string[] = [];
  const sink: KindSink = {
    replace: async pages => {
      for await (const _page of pages);
    },
    apply: () => {},
    clear: () => {},
    report: ({ state }) => reports.push(state),
    observed: () => {},
  };
  return { sink, reports };
}

async function* pagesOf<T>(...pages: T[][]) {
  yield* pages;
}

describe('ClusterLedger', () => {
  it('adds up what passes by', async () => {
    const ledger = ClusterLedger.create({ onChange: () => {} });
    const nodes = ledger.tap('Node', collectingSink().sink);
    const pods = ledger.tap('Pod', collectingSink().sink);
    await nodes.replace(
      pagesOf(
        [
          node('n1', {
            metadata: {
              name: 'n1',
              labels: { 'topology.kubernetes.io/region': 'eu-west-1' },
            },
            spec: { providerID: 'kwok://n1' },
          }),
        ],
        [
          node('cordoned', { spec: { unschedulable: true } }),
          node('broken', {
            status: {
              conditions: [{ type: 'Ready', status: 'Unknown' }],
              allocatable: { cpu: '4' },
            },
          }),
          node('full', {
            status: {
              conditions: [
                { type: 'Ready', status: 'True' },
                { type: 'DiskPressure', status: 'True' },
              ],
              allocatable: { cpu: '2', memory: '1Gi', pods: '10' },
            },
          }),
        ],
      ),
    );
    await pods.replace(
      pagesOf([
        pod('a'),
        pod('ended', { status: { phase: 'Succeeded' } }),
        pod('elsewhere', { spec: { nodeName: 'cordoned', containers: [] } }),
        pod('coredns', {
          metadata: {
            name: 'coredns',
            uid: 'coredns',
            namespace: 'kube-system',
          },
          status: {
            phase: 'Running',
            conditions: [{ type: 'Ready', status: 'False' }],
          },
        }),
        pod('installer', {
          metadata: {
            name: 'installer',
            uid: 'installer',
            namespace: 'kube-system',
          },
          status: { phase: 'Succeeded' },
        }),
      ]),
    );
    expect(ledger.summary()).toEqual({
      nodes: { total: 4, ready: 3, pressure: { DiskPressure: 1 } },
      systemPods: { total: 2, unready: ['coredns'] },
      capacity: {
        allocatable: amount(6_000, 9 * 2 ** 30, 120),
        requested: amount(1_000, 2 * 2 ** 30, 2),
      },
      pods: { running: 3, total: 3 },
      provider: 'kwok',
      region: 'eu-west-1',
    });
  });

  it('follows changes, removals and new lists', async () => {
    let changes = 0;
    const ledger = ClusterLedger.create({ onChange: () => changes++ });
    const nodes = ledger.tap('Node', collectingSink().sink);
    const pods = ledger.tap('Pod', collectingSink().sink);
    nodes.apply('ADDED', node('n1'));
    pods.apply('ADDED', pod('a'));
    pods.apply('MODIFIED', pod('a', { status: { phase: 'Pending' } }));
    expect(ledger.summary().pods).toEqual({ running: 0, total: 1 });
    pods.apply('DELETED', pod('a'));
    expect(ledger.summary().pods).toEqual({ running: 0, total: 0 });
    await pods.replace(pagesOf([pod('b'), pod('c')]));
    await pods.replace(pagesOf([pod('c')]));
    expect(ledger.summary().pods).toEqual({ running: 1, total: 1 });
    pods.clear();
    nodes.clear();
    expect(ledger.summary()).toMatchObject({
      pods: { total: 0 },
      nodes: { total: 0 },
      capacity: undefined,
    });
    expect(changes).toBe(8);
  });

  it('reads the spec of a pod again only when it has changed', () => {
    const ledger = ClusterLedger.create({ onChange: () => {} });
    const nodes = ledger.tap('Node', collectingSink().sink);
    const pods = ledger.tap('Pod', collectingSink().sink);
    nodes.apply('ADDED', node('n1'));
    const told = (digest: string, spec: () => unknown) =>
      Object.defineProperty({ ...pod('a'), [specDigest]: digest }, 'spec', {
        enumerable: true,
        get: spec,
      });
    const { spec } = pod('a');
    pods.apply(
      'ADDED',
      told('1', () => spec),
    );
    const before = ledger.summary();
    pods.apply(
      'MODIFIED',
      told('1', () => {
        throw new Error('nobody has to read this');
      }),
    );
    expect(ledger.summary()).toEqual(before);
    pods.apply(
      'MODIFIED',
      told('2', () => ({ nodeName: 'n1' })),
    );
    expect(ledger.summary().capacity?.requested).toEqual(amount(0, 0, 1));
  });

  it('keeps what it had when a list breaks off', async () => {
    const ledger = ClusterLedger.create({ onChange: () => {} });
    const pods = ledger.tap('Pod', collectingSink().sink);
    await pods.replace(pagesOf([pod('a'), pod('b')]));
    async function* broken() {
      yield [pod('a')];
      throw new Error('cut');
    }
    await expect(pods.replace(broken())).rejects.toThrow('cut');
    expect(ledger.summary().pods.total).toBe(2);
  });

  it.each([
    [{ 'eks.amazonaws.com/nodegroup': 'a' }, 'aws:///eu-west-1a/i-1', 'eks'],
    [{ 'cloud.google.com/gke-nodepool': 'a' }, 'gce://p/z/n', 'gke'],
    [{ 'kubernetes.azure.com/cluster': 'a' }, 'azure:///s', 'aks'],
    [{}, 'kind://docker/dev/w', 'kind'],
    [{}, undefined, undefined],
  ])('recognises a provider by %p and %s', (labels, providerID, expected) => {
    const ledger = ClusterLedger.create({ onChange: () => {} });
    ledger
      .tap('Node', collectingSink().sink)
      .apply(
        'ADDED',
        node('n', { metadata: { name: 'n', labels }, spec: { providerID } }),
      );
    expect(ledger.summary().provider).toBe(expected);
  });
});

describe('HealthMonitor', () => {
  it('publishes what is new, gathered, and nothing that is not', async () => {
    const published: unknown[] = [];
    const monitor = HealthMonitor.create({
      kinds: ['Node', 'Pod'],
      region: 'from config',
      publish: update => published.push(update),
      gatherMs: 1,
    });
    const collecting = collectingSink();
    const nodes = monitor.tap('Node', collecting.sink);
    const pods = monitor.tap('Pod', collecting.sink);
    monitor.stateChanged('live', undefined);
    await nodes.replace(pagesOf([node('n1')]));
    await pods.replace(pagesOf([pod('a')]));
    await eventually(() => published.length === 1);
    // Before both kinds are read it would look as if everything were free.
    expect(published[0]).toMatchObject({ capacity: undefined });
    nodes.report({ state: 'synced' });
    pods.report({ state: 'synced' });
    await eventually(() => published.length === 2);
    expect(collecting.reports).toEqual(['synced', 'synced']);
    expect(published[1]).toMatchObject({
      region: 'from config',
      nodes: { ready: 1, total: 1 },
      pods: { running: 1, total: 1 },
      capacity: { requested: amount(500, 2 ** 30, 1) },
      health: { score: 100 },
    });
    monitor.requested({ durationMs: 1, method: 'GET' });
    monitor.answered(3);
    monitor.stateChanged('unreachable', 'connection refused');
    await eventually(() => published.length === 3);
    expect(published[2]).toMatchObject({ health: { score: 0 } });
    monitor.stop();
  });
});
