import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deniedPods } from './deniedPods';
import { refusedPods } from './__fixtures__/refusedPods';

const found = (objects: string) =>
  detectIn(deniedPods, { objects }).map(({ fault, object }) => [
    fault,
    object.name,
  ]);

describe('deniedPods', () => {
  it.each([
    [
      'Error creating: admission webhook "policy.example.com" denied the request: no label team',
      'admission-denied',
    ],
    [
      'Error creating: Internal error occurred: failed calling webhook "inject.example.com": failed to call webhook: Post "https://inject.mesh.svc:443/": dial tcp 10.0.0.1:443: connect: connection refused',
      'admission-webhook-unavailable',
    ],
    [
      'Error creating: pods "web-1-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
      'pod-security-violated',
    ],
    [
      'Error creating: pods "web-1-x" is forbidden: maximum memory usage per Container is 512Mi, but limit is 1Gi',
      'limit-range-violated',
    ],
    [
      'Error creating: pods "web-1-x" is forbidden: failed quota: q: must specify limits.cpu for: c',
      'quota-needs-amounts',
    ],
    [
      'Error creating: pods "web-1-x" is forbidden: no PriorityClass with name gold was found',
      'priority-class-missing',
    ],
    [
      'Error creating: pods "web-1-x" is forbidden: pod rejected: RuntimeClass "gvisor" not found',
      'runtime-class-missing',
    ],
    [
      'create Pod web-0 in StatefulSet web failed error: Pod "web-0" is invalid: spec.containers[0].image: Required value',
      'pod-template-invalid',
    ],
  ])('reads %j as %s', (refusal, fault) => {
    expect(found(refusedPods({ refusal }))).toEqual([[fault, 'web']]);
    expect(found(refusedPods({ refusal, replicas: 2 }))).toEqual([]);
  });

  it('reads the condition of a ReplicaSet that has no event', () => {
    const conditions =
      '{ type: ReplicaFailure, status: "True", message: "admission webhook \\"x\\" denied the request: no" }';
    expect(found(refusedPods({ conditions }))).toEqual([
      ['admission-denied', 'web'],
    ]);
  });

  it.each([
    undefined,
    'Error creating: pods "web-1-x" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
    'Error creating: Timeout: request did not complete within requested timeout',
  ])('is silent on %j', refusal => {
    expect(found(refusedPods({ refusal }))).toEqual([]);
  });
});
