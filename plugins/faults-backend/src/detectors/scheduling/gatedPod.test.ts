import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { gatedPod } from './gatedPod';

const pod = (createdAt: string, spec: string) => `
kind: Pod
metadata: { name: batch, creationTimestamp: 2026-01-01T${createdAt}Z }
spec: { ${spec} }
status: { phase: Pending }
`;

describe('gatedPod', () => {
  it.each([
    ['11:59:00', 'schedulingGates: [{ name: quota.example.com }]', [0.3]],
    ['11:50:00', 'schedulingGates: [{ name: quota.example.com }]', [0.85]],
    ['11:50:00', '', []],
    ['11:50:00', 'schedulingGates: []', []],
  ])('of a pod of %s with %j says %j', (createdAt, spec, confidences) => {
    const findings = detectIn(gatedPod, { objects: pod(createdAt, spec) });
    expect(findings.map(({ confidence }) => confidence)).toEqual(confidences);
    for (const { fault, message } of findings) {
      expect(fault).toBe('scheduling-gated');
      expect(message).toContain('quota.example.com');
    }
  });
});
