import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { memoryNearLimit } from './memoryNearLimit';

const GIBIBYTE = 2 ** 30;

const objects = (...limits: string[]) => `
kind: Namespace
metadata: { name: shop }
---
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      containers: [${limits
        .map(
          (limit, at) =>
            `{ name: c${at}, resources: { limits: { ${limit} } } }`,
        )
        .join()}]
`;

function find(bytes: number, ...limits: string[]) {
  return detectIn(memoryNearLimit, {
    objects: objects(...limits),
    evidence: {
      signals: () => [
        {
          object: { kind: 'Deployment', namespace: 'shop', name: 'web' },
          metric: 'memory',
          current: bytes,
          source: 'metric',
        },
        {
          object: { kind: 'Deployment', namespace: 'shop', name: 'gone' },
          metric: 'memory',
          current: bytes,
          source: 'metric',
        },
      ],
    },
  });
}

describe('memoryNearLimit', () => {
  it('finds a workload that uses nearly all that it may', () => {
    expect(find(1.9 * GIBIBYTE, 'memory: 1Gi', 'memory: 1Gi')).toMatchObject([
      {
        fault: 'memory-near-limit',
        object: { name: 'web' },
        message: expect.stringContaining('95 %'),
      },
    ]);
  });

  it.each([
    ['less', 1.7 * GIBIBYTE, ['memory: 1Gi', 'memory: 1Gi']],
    [
      'as much, with one that has no limit',
      1.9 * GIBIBYTE,
      ['memory: 1Gi', 'cpu: 1'],
    ],
    ['as much, with a limit that is none', 1.9 * GIBIBYTE, ['memory: lots']],
    ['as much, without containers', 1.9 * GIBIBYTE, []],
  ])('is silent when a workload uses %s', (_, bytes, limits) => {
    expect(find(bytes, ...limits)).toEqual([]);
  });
});
