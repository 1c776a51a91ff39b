import { createClusterFixture, type FixtureObjects } from '../testUtils';
import { ceilingOf, type CeilingOptions } from './ceilingOf';

const MI = 2 ** 20;
const pod = (name: string, node: string, memory: string, phase = 'Running') => `
---
kind: Pod
metadata: {name: ${name}}
spec: {nodeName: ${node}, containers: [{name: app, resources: {requests: {memory: ${memory}}}}]}
status: {phase: ${phase}}`;
const node = (name: string, memory: string, more = '') => `
---
kind: Node
metadata: {name: ${name}}
spec: {${more}}
status: {allocatable: {memory: ${memory}}}`;
const quota = (hard: string, used: string, scopes = '') => `
---
kind: ResourceQuota
metadata: {name: team}
spec: {hard: {${hard}}${scopes}}
status: {used: {${used}}}`;
const range = (type: string, memory: string) => `
---
kind: LimitRange
metadata: {name: most}
spec: {limits: [{type: ${type}, max: {memory: ${memory}}}, {type: ${type}, max: {cpu: "1"}}]}`;

const workload = (spec: object = {}, kind = 'Deployment') =>
  ({
    kind,
    metadata: { name: 'cart', namespace: 'default' },
    spec: {
      replicas: 2,
      template: {
        spec: {
          containers: [
            {
              name: 'app',
              resources: {
                requests: { memory: '100Mi' },
                limits: { memory: '200Mi' },
              },
            },
            { name: 'proxy', resources: { limits: { memory: '50Mi' } } },
          ],
        },
      },
      ...spec,
    },
    status: { desiredNumberScheduled: 4 },
  } as CeilingOptions['workload']);

function ceiling(
  objects: FixtureObjects,
  options: Partial<CeilingOptions> = {},
) {
  const fixture = createClusterFixture({ clusters: { dev: { objects } } });
  const found = ceilingOf({
    store: fixture.service.store('dev'),
    workload: workload(),
    container: 'app',
    resource: 'memory',
    of: 'limits',
    ...options,
  });
  return found && `${found.amount / MI} by ${found.by}`;
}

describe('ceilingOf', () => {
  it.each<[string, FixtureObjects, Partial<CeilingOptions>, unknown]>([
    ['is open where nothing says so', [], {}, undefined],
    [
      'is what a LimitRange allows',
      range('Container', '300Mi'),
      {},
      '300 by LimitRange most',
    ],
    [
      'counts the other containers of a pod',
      range('Pod', '300Mi'),
      {},
      '250 by LimitRange most',
    ],
    [
      'passes by LimitRanges of claims',
      range('PersistentVolumeClaim', '1Mi'),
      {},
      undefined,
    ],
    [
      'shares what a quota has left among its pods',
      quota('limits.memory: 1000Mi', 'limits.memory: 700Mi'),
      {},
      '250 by ResourceQuota team',
    ],
    [
      'leaves room for the pod that comes first',
      quota('limits.memory: 1000Mi', 'limits.memory: 900Mi'),
      {},
      '50 by ResourceQuota team',
    ],
    [
      'takes none for a pod that goes first',
      quota('limits.memory: 1000Mi', 'limits.memory: 900Mi'),
      { workload: workload({ strategy: { type: 'Recreate' } }) },
      '250 by ResourceQuota team',
    ],
    [
      'counts the nodes of a DaemonSet',
      quota('limits.memory: 1000Mi', 'limits.memory: 900Mi'),
      { workload: workload({}, 'DaemonSet') },
      '225 by ResourceQuota team',
    ],
    [
      'reads a quota of requests by either name',
      quota('memory: 1000Mi', 'memory: 700Mi'),
      { of: 'requests' },
      '250 by ResourceQuota team',
    ],
    [
      'passes by a quota with a scope',
      quota(
        'limits.memory: 1Mi',
        'limits.memory: 1Mi',
        ', scopes: [BestEffort]',
      ),
      {},
      undefined,
    ],
    [
      'is what the largest node has, for a limit',
      node('small', '500Mi') +
        node('large', '900Mi') +
        node('closed', '9000Mi', 'unschedulable: true'),
      {},
      '850 by node large',
    ],
    [
      'is what a node has left, for a request',
      node('small', '500Mi') +
        node('large', '900Mi') +
        pod('a', 'large', '600Mi') +
        pod('b', 'small', '400Mi', 'Failed'),
      { of: 'requests' },
      '450 by node small',
    ],
    [
      'is the lowest of them',
      range('Container', '300Mi') + node('small', '200Mi'),
      {},
      '150 by node small',
    ],
  ])('%s', (_, objects, options, expected) => {
    expect(ceiling(objects, options)).toBe(expected);
  });
});
