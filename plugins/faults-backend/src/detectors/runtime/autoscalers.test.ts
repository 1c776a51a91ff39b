import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, inShort } from '../testObjects';
import { autoscalers } from './autoscalers';

const autoscaler = (
  conditions: Record<string, string>[] = [],
  kind = 'Deployment',
) => ({
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'cart' },
  spec: {
    maxReplicas: 5,
    scaleTargetRef: { kind, name: 'cart' },
    metrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: { type: 'Utilization', averageUtilization: 70 },
        },
      },
    ],
  },
  status: { conditions },
});
const inactive = (reason: string) => ({
  type: 'ScalingActive',
  status: 'False',
  reason,
});
const requesting = deployment({
  container: { resources: { requests: { cpu: '100m' } } },
});
const find = (...objects: object[]) => detectIn(autoscalers, { objects });

describe('autoscalers', () => {
  it.each([
    ['autoscaler-target-missing', [autoscaler()]],
    [
      'autoscaler-requests-missing',
      [autoscaler([inactive('FailedGetResourceMetric')]), deployment()],
    ],
    [
      'autoscaler-metrics-unavailable',
      [autoscaler([inactive('FailedGetResourceMetric')]), requesting],
    ],
    [
      'autoscaler-at-maximum',
      [
        autoscaler([
          { type: 'ScalingLimited', status: 'True', reason: 'TooManyReplicas' },
        ]),
        requesting,
      ],
    ],
  ])('finds %s', (fault, objects) => {
    expect(inShort(find(...objects))).toEqual([
      `${fault} of HorizontalPodAutoscaler cart`,
    ]);
  });

  it('is sure that the target is not about to come once the autoscaler has looked for it', () => {
    const failed = { type: 'AbleToScale', status: 'False' };
    expect(find(autoscaler())[0].isLasting).toBe(false);
    expect(
      find(autoscaler([{ ...failed, reason: 'FailedGetScale' }]))[0].isLasting,
    ).toBe(true);
  });

  it('waits for the metrics of pods that have just started', () => {
    const [found] = find(
      autoscaler([
        {
          ...inactive('FailedGetResourceMetric'),
          lastTransitionTime: '2026-01-01T11:59:30Z',
        },
      ]),
      requesting,
    );
    expect(found.confidence).toBeLessThan(0.6);
  });

  it.each([
    [
      'scales',
      [
        autoscaler([
          { type: 'ScalingActive', status: 'True', reason: 'ValidMetricFound' },
        ]),
        deployment(),
      ],
    ],
    [
      'is switched off',
      [autoscaler([inactive('ScalingDisabled')]), requesting],
    ],
    [
      'is at its minimum',
      [
        autoscaler([
          { type: 'ScalingLimited', status: 'True', reason: 'TooFewReplicas' },
        ]),
        requesting,
      ],
    ],
    ['scales a kind that we do not know', [autoscaler([], 'Machine')]],
    [
      'says nothing',
      [{ kind: 'HorizontalPodAutoscaler', metadata: { name: 'x' } }],
    ],
  ])('is silent about one that %s', (_, objects) => {
    expect(find(...objects)).toEqual([]);
  });
});
