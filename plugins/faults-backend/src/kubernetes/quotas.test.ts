import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import type { PodSpec } from 'kubernetes-types/core/v1';
import {
  countsClaimsOf,
  countsPodsLike,
  podTakes,
  quotaSubject,
  roomIn,
} from './quotas';

const spec: PodSpec = {
  priorityClassName: 'high',
  containers: [
    {
      name: 'c',
      resources: {
        requests: { cpu: '250m', 'example.com/gpu': '2' },
        limits: { cpu: '1', memory: '64Mi', 'example.com/gpu': '2' },
      },
    },
  ],
};

describe('quotas', () => {
  it.each([
    ['cpu', 'cpu', 0.25],
    ['requests.cpu', 'cpu', 0.25],
    ['limits.cpu', 'cpu', 1],
    ['requests.memory', 'memory', 64 * 2 ** 20],
    ['limits.memory', 'memory', 64 * 2 ** 20],
    ['pods', 'pods', 1],
    ['count/pods', 'pods', 1],
    ['requests.example.com/gpu', 'objects', 2],
    ['services', 'services', undefined],
    ['services.loadbalancers', 'services', undefined],
    ['count/services', 'services', undefined],
    ['requests.storage', 'storage', undefined],
    ['persistentvolumeclaims', 'storage', undefined],
    ['gold.storageclass.storage.k8s.io/requests.storage', 'storage', undefined],
    ['count/secrets', 'objects', undefined],
  ])('%s is about %s, and a pod takes %j of it', (resource, about, takes) => {
    expect(quotaSubject(resource)).toBe(about);
    expect(podTakes(spec, resource)).toBe(takes);
  });

  it.each<[object, boolean]>([
    [{}, true],
    [{ scopes: ['NotTerminating', 'NotBestEffort'] }, true],
    [{ scopes: ['Terminating'] }, false],
    [{ scopes: ['BestEffort'] }, false],
    [{ scopes: ['CrossNamespacePodAffinity'] }, false],
    [priority('In', ['high', 'low']), true],
    [priority('In', ['low']), false],
    [priority('NotIn', ['low']), true],
    [priority('Exists'), true],
    [priority('DoesNotExist'), false],
  ])('%j counts the pod: %j', (quota, expected) => {
    const object = { spec: quota } as ObjectOf<'ResourceQuota'>;
    expect(countsPodsLike(object, spec)).toBe(expected);
  });

  it('knows which claims a resource of storage counts', () => {
    const gold = 'gold.storageclass.storage.k8s.io/persistentvolumeclaims';
    expect(countsClaimsOf('requests.storage', 'silver')).toBe(true);
    expect(countsClaimsOf(gold, 'gold')).toBe(true);
    expect(countsClaimsOf(gold, 'silver')).toBe(false);
    expect(countsClaimsOf('pods', 'gold')).toBe(false);
  });

  it('takes the room from the status, else from the spec', () => {
    expect(
      roomIn(
        {
          spec: { hard: { pods: '5' } },
          status: { hard: { pods: '4' }, used: { pods: '6' } },
        },
        'pods',
      ),
    ).toBe(-2);
    expect(roomIn({ spec: { hard: { cpu: '500m' } } }, 'cpu')).toBe(0.5);
  });
});

function priority(operator: string, values?: string[]) {
  return {
    scopeSelector: {
      matchExpressions: [{ scopeName: 'PriorityClass', operator, values }],
    },
  };
}
