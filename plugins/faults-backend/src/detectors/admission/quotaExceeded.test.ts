import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { quotaExceeded } from './quotaExceeded';
import { refusedPods } from './__fixtures__/refusedPods';

const quota = (hard: string, used: string, more = '', name = 'q') => `
kind: ResourceQuota
metadata: { name: ${name} }
spec: { hard: { ${hard} } ${more} }
status: { hard: { ${hard} }, used: { ${used} } }
`;

const refusal = (requested: string, name = 'q') =>
  `Error creating: pods "web-1-x" is forbidden: exceeded quota: ${name}, requested: ${requested}, used: pods=1, limited: pods=1`;

const FAILING =
  '{ type: ReplicaFailure, status: "True", reason: FailedCreate }';

function found(...objects: string[]) {
  return detectIn(quotaExceeded, { objects: objects.join('\n---\n') }).map(
    ({ confidence, explains, fault, object }) => {
      expect(object).toEqual({ kind: 'Namespace', name: 'default' });
      expect(explains?.[0]).toEqual({
        kind: 'Deployment',
        namespace: 'default',
        name: 'web',
      });
      return [fault, confidence];
    },
  );
}

describe('quotaExceeded', () => {
  it.each<[string, string, string, string]>([
    ['pods: "3"', 'pods: "3"', 'pods=1', 'quota-pods-exceeded'],
    [
      'count/pods: "3"',
      'count/pods: "3"',
      'count/pods=1',
      'quota-pods-exceeded',
    ],
    [
      'requests.cpu: "1"',
      'requests.cpu: 600m',
      'requests.cpu=500m',
      'quota-cpu-exceeded',
    ],
    ['cpu: "1"', 'cpu: 600m', 'cpu=500m', 'quota-cpu-exceeded'],
    [
      'requests.memory: 2Gi',
      'requests.memory: 1.5Gi',
      'requests.memory=1Gi',
      'quota-memory-exceeded',
    ],
  ])(
    'finds that %s is used up by fields and by words, by either, and less surely by fields of nobody that is refused',
    (hard, used, requested, fault) => {
      const full = quota(hard, used);
      expect(found(full, refusedPods({ refusal: refusal(requested) }))).toEqual(
        [[fault, 0.98]],
      );
      expect(found(full, refusedPods({ conditions: FAILING }))).toEqual([
        [fault, 0.9],
      ]);
      expect(found(full, refusedPods())).toEqual([[fault, 0.55]]);
      // What is put into a pod at admission is in no template.
      expect(
        found(quota(hard, ''), refusedPods({ refusal: refusal(requested) })),
      ).toEqual([[fault, 0.9]]);
    },
  );

  it('names each resource of which there is too little, and no other', () => {
    const objects = quota(
      'pods: "10", requests.cpu: "1", requests.memory: 2Gi',
      'pods: "2", requests.cpu: 900m, requests.memory: 2Gi',
    );
    const requested = 'requests.cpu=500m,requests.memory=1Gi';
    expect(
      found(objects, refusedPods({ refusal: refusal(requested) })),
    ).toEqual([
      ['quota-cpu-exceeded', 0.98],
      ['quota-memory-exceeded', 0.98],
    ]);
  });

  it.each<[string, string[]]>([
    [
      'of what has all its pods, whatever was refused before',
      [
        quota('pods: "3"', 'pods: "3"'),
        refusedPods({ replicas: 2, refusal: refusal('pods=1') }),
      ],
    ],
    [
      'where a pod would fit',
      [quota('pods: "3"', 'pods: "2"'), refusedPods({ conditions: FAILING })],
    ],
    [
      'of a quota for other pods',
      [
        quota('pods: "3"', 'pods: "3"', ', scopes: [Terminating]'),
        refusedPods({ conditions: FAILING }),
      ],
    ],
    [
      'of a quota for something else',
      [
        quota('services: "1"', 'services: "1"'),
        refusedPods({ conditions: FAILING }),
      ],
    ],
    [
      'of another namespace',
      [
        quota('pods: "3"', 'pods: "3"').replace(
          'name: q',
          'name: q, namespace: other',
        ),
        refusedPods({ conditions: FAILING }),
      ],
    ],
  ])('is silent %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});
