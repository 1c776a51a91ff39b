import type { PodSpec } from 'kubernetes-types/core/v1';
import type { ObjectOf } from '../kubernetesObjects';
import { parseQuantity } from './parseQuantity';
import { podAmount } from './podAmount';
import { podRequests } from './podRequests';

describe('parseQuantity', () => {
  it.each<[string | number, number]>([
    ['250m', 0.25],
    ['2', 2],
    [2, 2],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1e3', 1_000],
    ['1E3', 1_000],
    ['100n', 1e-7],
    ['100u', 1e-4],
    ['1k', 1_000],
    ['1M', 1e6],
    ['1Ki', 1_024],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['2Ti', 2 ** 41],
    ['1E', 1e18],
    ['0', 0],
    ['-1', -1],
  ])('reads %p as %p', (quantity, expected) => {
    expect(parseQuantity(quantity)).toBeCloseTo(expected, 12);
  });

  it.each(['', 'lots', '1 Gi', '1KB'])('does not read %p', quantity => {
    expect(parseQuantity(quantity)).toBeUndefined();
  });
});

describe('podRequests', () => {
  const container = (cpu: string, restartPolicy?: string) => ({
    name: 'c',
    restartPolicy,
    resources: { requests: { cpu } },
  });
  const pod = (spec: object) => ({ spec } as ObjectOf<'Pod'>);

  it.each<[string, object, number]>([
    ['nothing', {}, 0],
    [
      'the sum of containers',
      { containers: [container('100m'), container('1')] },
      1_100,
    ],
    [
      'the largest init container, if that is more',
      {
        containers: [container('100m')],
        initContainers: [container('300m'), container('500m')],
      },
      500,
    ],
    [
      'sidecars beside the containers',
      {
        containers: [container('300m')],
        initContainers: [container('100m'), container('50m', 'Always')],
      },
      350,
    ],
    [
      'an init container together with the sidecars before it, and not those after it',
      {
        containers: [container('10m')],
        initContainers: [
          container('50m', 'Always'),
          container('400m'),
          container('70m', 'Always'),
        ],
      },
      450,
    ],
    [
      'the overhead of the runtime',
      { containers: [container('100m')], overhead: { cpu: '20m' } },
      120,
    ],
    ['nothing for what cannot be read', { containers: [container('x')] }, 0],
  ])('counts %s', (_, spec, cpuMillicores) => {
    expect(podRequests(pod(spec)).cpuMillicores).toBeCloseTo(cpuMillicores, 6);
  });

  it('counts memory in bytes, and the pod itself', () => {
    const containers = [
      { name: 'c', resources: { requests: { memory: '64Mi' } } },
    ];
    expect(podRequests(pod({ containers }))).toEqual({
      cpuMillicores: 0,
      memoryBytes: 64 * 2 ** 20,
      pods: 1,
    });
  });
});

describe('podAmount', () => {
  const spec: PodSpec = {
    containers: [
      {
        name: 'a',
        resources: {
          requests: { 'example.com/gpu': '1' },
          limits: { 'example.com/gpu': '1', cpu: '2' },
        },
      },
      { name: 'b', resources: { requests: { cpu: '500m' } } },
    ],
  };

  it('counts any resource, and takes a limit for a request that is left out', () => {
    expect(podAmount(spec, 'example.com/gpu')).toBe(1);
    expect(podAmount(spec, 'cpu')).toBe(2.5);
    expect(podAmount(undefined, 'cpu')).toBe(0);
    expect(podAmount({ containers: null } as never, 'cpu')).toBe(0);
  });

  it('counts limits as they are', () => {
    expect(podAmount(spec, 'cpu', 'limits')).toBe(2);
  });
});
