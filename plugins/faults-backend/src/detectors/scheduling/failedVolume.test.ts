import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { failedVolume } from './failedVolume';

const volume = (phase: string) => `
kind: PersistentVolume
metadata: { name: disk-1 }
spec: { claimRef: { namespace: default, name: disk } }
status: { phase: ${phase}, message: cannot be scrubbed }
`;

const USER = `
kind: PersistentVolumeClaim
metadata: { name: disk }
---
kind: Pod
metadata: { name: db }
spec: { volumes: [{ name: d, persistentVolumeClaim: { claimName: disk } }] }
status: { phase: Running }
`;

describe('failedVolume', () => {
  it('tells of a volume that failed, and whom it stops', () => {
    expect(
      detectIn(failedVolume, { objects: [volume('Failed'), USER] }),
    ).toEqual([
      expect.objectContaining({
        fault: 'volume-failed',
        object: { kind: 'PersistentVolume', name: 'disk-1' },
        confidence: 0.85,
        evidence: [expect.objectContaining({ message: 'cannot be scrubbed' })],
        explains: [{ kind: 'Pod', namespace: 'default', name: 'db' }],
      }),
    ]);
    const [finding] = detectIn(failedVolume, { objects: volume('Failed') });
    expect(finding.confidence).toBe(0.5);
  });

  it.each(['Bound', 'Available', 'Released'])('is silent on %s', phase => {
    expect(detectIn(failedVolume, { objects: [volume(phase), USER] })).toEqual(
      [],
    );
  });
});
