import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { amountImpacts } from '../impacts/amountImpacts';
import type { Workload } from '../workloads/Workload';
import {
  amountsOf,
  changedAmounts,
  isSameAmounts,
  withAmounts,
  type Amounts,
} from './containerAmounts';
import { refuseAmounts } from './refuseAmounts';

const resources = {
  requests: { cpu: '100m', memory: '128Mi', 'nvidia.com/gpu': '1' },
  limits: { memory: '256Mi' },
};
const before = amountsOf({ resources });

describe('amounts of a container', () => {
  it('are read, changed, taken away, and written beside what else there is', () => {
    expect(before).toEqual({
      cpuRequest: '100m',
      memoryRequest: '128Mi',
      memoryLimit: '256Mi',
    });
    const after = changedAmounts(before, {
      memoryLimit: '512Mi',
      cpuRequest: 'none',
    });
    expect(withAmounts({ resources }, after)).toEqual({
      requests: { memory: '128Mi', 'nvidia.com/gpu': '1' },
      limits: { memory: '512Mi' },
    });
  });

  it('leave nothing empty behind', () => {
    expect(withAmounts({ resources: { limits: { cpu: '1' } } }, {})).toEqual(
      {},
    );
  });

  it.each<[Amounts, Amounts, boolean]>([
    [{ cpuLimit: '0.5' }, { cpuLimit: '500m' }, true],
    [{ cpuLimit: '0.5' }, { cpuLimit: '501m' }, false],
    [{ cpuLimit: '0.5' }, {}, false],
    [{}, {}, true],
  ])('of %j and %j are the same: %s', (one, other, expected) => {
    expect(isSameAmounts(one, other)).toBe(expected);
  });
});

describe('refuseAmounts', () => {
  const fixture = createClusterFixture({
    clusters: {
      dev: {
        objects: `
kind: Node
metadata: {name: node-a}
status: {allocatable: {cpu: "4", memory: 4Gi}}
---
kind: LimitRange
metadata: {name: most}
spec: {limits: [{type: Container, max: {cpu: "2"}}]}`,
      },
    },
  });
  const workload = {
    kind: 'Deployment',
    metadata: { name: 'cart', namespace: 'default' },
    spec: { template: { spec: { containers: [{ name: 'web', resources }] } } },
  } as Workload;
  const refuse =
    (change: Amounts, now = before) =>
    () =>
      refuseAmounts({
        store: fixture.service.store('dev'),
        workload,
        container: 'web',
        before: now,
        after: changedAmounts(now, change),
      });

  it.each<[string, Amounts, RegExp]>([
    [
      'a request above the limit',
      { memoryRequest: '512Mi' },
      /may not request more memory than its limit: 512Mi is more than 256Mi/,
    ],
    [
      'more than a LimitRange allows',
      { cpuLimit: '3' },
      /CPU limit of web: 3 is more than the 2000m that LimitRange most has room for/,
    ],
    [
      'more than any node has',
      { memoryLimit: '5Gi' },
      /5Gi is more than the 4096Mi that node node-a has room for/,
    ],
  ])('refuses %s', (_, change, message) => {
    expect(refuse(change)).toThrow(message);
  });

  it('lets pass what there is room for, and what is lowered', () => {
    expect(refuse({ memoryLimit: '512Mi' })).not.toThrow();
    expect(
      refuse({ memoryLimit: '6Gi' }, { memoryLimit: '8Gi' }),
    ).not.toThrow();
  });
});

describe('amountImpacts', () => {
  it.each<[Amounts, string[]]>([
    [{ memoryLimit: '512Mi' }, []],
    [{ memoryLimit: '200Mi' }, ['warning less-memory']],
    [{ memoryLimit: 'none' }, ['warning no-limit']],
    [{ cpuLimit: '1' }, ['warning less-cpu']],
    [{ cpuRequest: '200m' }, ['note request']],
    [{ memoryRequest: 'none' }, ['note request']],
    [{ cpuRequest: '0.1' }, []],
  ])('of %j', (change, expected) => {
    expect(
      amountImpacts(before, changedAmounts(before, change)).map(
        ({ code, severity }) => `${severity} ${code}`,
      ),
    ).toEqual(expected);
  });
});
