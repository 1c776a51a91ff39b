import {
  ClusterRequestError,
  type PodUsage,
} from '@groundcrew/plugin-clusters-node';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { cpuAtLimit } from '../detectors/performance/cpuAtLimit';
import { memoryNearLimit } from '../detectors/performance/memoryNearLimit';
import { LiveUsage } from './LiveUsage';

const MIB = 2 ** 20;
const LIMITS = '{ cpu: 500m, memory: 100Mi }';
const objects = [
  'kind: Namespace\nmetadata: { name: shop }',
  ...['web', 'boundless'].map(
    name => `
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { template: { spec: { containers: [{ name: main${
      name === 'web' ? `, resources: { limits: ${LIMITS} }` : ''
    } }] } } }
---
kind: Pod
metadata: { name: ${name}-0, namespace: shop, ownerReferences: [{ kind: Deployment, name: ${name}, controller: true }] }
spec: { containers: [{ name: main${
      name === 'web' ? `, resources: { limits: ${LIMITS} }` : ''
    } }] }`,
  ),
].join('\n---');

const uses = (
  name: string,
  cpuMillicores: number,
  mebibytes: number,
  measuredAt: number,
): PodUsage => ({
  namespace: 'shop',
  name,
  measuredAt,
  containers: [{ name: 'main', cpuMillicores, memoryBytes: mebibytes * MIB }],
});

describe('LiveUsage', () => {
  let usage: LiveUsage;
  let answer: () => PodUsage[];
  let learnt: string[][];
  let minute: number;

  async function measure(cpuMillicores: number, mebibytes: number) {
    minute += 1;
    answer = () => [
      uses('web-0', cpuMillicores, mebibytes, minute),
      uses('boundless-0', 9_000, 9_000, minute),
      uses('gone-0', 500, 100, minute),
    ];
    await usage.measure();
  }
  const faults = () => {
    const evidence = { signals: () => usage.signals() ?? [] };
    return [memoryNearLimit, cpuAtLimit].flatMap(detector =>
      detectIn(detector, { objects, evidence }).map(({ fault }) => fault),
    );
  };

  beforeEach(async () => {
    learnt = [];
    minute = 0;
    const fixture = createClusterFixture({ clusters: { dev: { objects } } });
    fixture.writer('dev').provideLiveReader({
      tailLog: async () => '',
      podUsage: async () => answer(),
    });
    answer = () => [];
    usage = LiveUsage.create({
      cluster: 'dev',
      clusters: fixture.service,
      readers: fixture.liveReaders,
      instruments: { requested: () => {} } as never,
      onLearnt: keys => learnt.push(keys),
    });
  });
  afterEach(() => usage.stop());

  it('tells of what lasts, and of no start that takes a while', async () => {
    for (let nth = 0; nth < 4; nth += 1) {
      await measure(500, 99);
      expect(usage.signals()).toEqual([]);
    }
    await measure(100, 50);
    await measure(500, 99);
    expect(usage.signals()).toEqual([]);
    expect(faults()).toEqual([]);
    for (let nth = 0; nth < 4; nth += 1) {
      await measure(499, 96);
    }
    const object = { kind: 'Deployment', namespace: 'shop', name: 'web' };
    expect(usage.signals()).toEqual([
      expect.objectContaining({ object, metric: 'memory', current: 96 * MIB }),
      expect.objectContaining({ object, metric: 'cpu', current: 0.495 }),
    ]);
    expect(faults()).toEqual(['memory-near-limit', 'cpu-at-limit']);
  });

  it('says what is usual once it knows', async () => {
    for (let nth = 0; nth < 30; nth += 1) {
      await measure(100, 40);
    }
    expect(usage.signals()).toEqual([]);
    for (let nth = 0; nth < 5; nth += 1) {
      await measure(100, 98);
    }
    const [{ current, normal = 0 }] = usage.signals() ?? [];
    expect(current).toBe(98 * MIB);
    expect(normal).toBeGreaterThan(40 * MIB);
    expect(normal).toBeLessThan(55 * MIB);
  });

  it('tells only of what is not as it was, and takes nothing twice', async () => {
    for (let nth = 0; nth < 8; nth += 1) {
      await measure(100, 96 + nth / 100);
    }
    expect(learnt).toEqual([
      ['signals'],
      ['signals', 'signals Deployment shop web'],
    ]);
    await measure(100, 40);
    expect(learnt).toHaveLength(3);
    for (let nth = 0; nth < 8; nth += 1) {
      // metrics-server has not measured anew.
      minute = 50;
      await measure(100, 99);
    }
    expect(usage.signals()).toEqual([]);
  });

  it('knows nothing where nothing measures', async () => {
    for (let nth = 0; nth < 5; nth += 1) {
      await measure(500, 99);
    }
    expect(usage.signals()).toHaveLength(2);
    answer = () => {
      throw new ClusterRequestError('not-found', 'no');
    };
    expect(await usage.measure()).toBeGreaterThan(60_000);
    expect(usage.signals()).toBeUndefined();
    expect(learnt.at(-1)).toContain('signals Deployment shop web');
  });
});
