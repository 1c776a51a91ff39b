import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { unboundClaim } from './unboundClaim';

const claim = (spec = '', status = 'Pending') => `
kind: PersistentVolumeClaim
metadata: { name: disk, creationTimestamp: 2026-01-01T11:00:00Z }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 2Gi } }
  ${spec}
status: { phase: ${status} }
`;

const volume = (name: string, spec = '', status = 'Available', more = '') => `
kind: PersistentVolume
metadata: { name: ${name}, labels: { disk: ssd } }
spec:
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  ${spec.includes('capacity') ? '' : 'capacity: { storage: 10Gi }'}
  ${spec}
  ${more}
status: { phase: ${status} }
`;

const USER = `
kind: StatefulSet
metadata: { name: db }
---
kind: Pod
metadata:
  name: db-0
  ownerReferences: [{ kind: StatefulSet, name: db, controller: true }]
spec: { volumes: [{ name: d, persistentVolumeClaim: { claimName: disk } }] }
status: { phase: Pending }
`;

const storageClass = (
  name: string,
  provisioner: string,
  mode = 'Immediate',
) => `
kind: StorageClass
metadata: { name: ${name} }
provisioner: ${provisioner}
volumeBindingMode: ${mode}
`;

const event = (reason: string, message: string) => `
kind: Event
metadata: { name: e-${reason.toLowerCase()} }
involvedObject: { kind: PersistentVolumeClaim, name: disk, namespace: default, uid: persistentvolumeclaim-default-disk }
reason: ${reason}
message: ${message}
lastTimestamp: 2026-01-01T11:00:01Z
`;

const OCCUPIED = 'claimRef: { namespace: default, name: other, uid: x }';

function found(...objects: string[]) {
  return detectIn(unboundClaim, { objects: objects.join('\n---\n') }).map(
    ({ confidence, fault, object }) => [
      fault,
      `${object.kind}/${object.name}`,
      Number(confidence.toFixed(2)),
    ],
  );
}

describe('unboundClaim', () => {
  it.each<[string, string, string[]]>([
    [
      'another class',
      'claim-storage-class-mismatch',
      [claim('storageClassName: fast'), volume('a')],
    ],
    [
      'another access mode',
      'claim-access-mode-mismatch',
      [claim().replace('ReadWriteOnce', 'ReadWriteMany'), volume('a')],
    ],
    [
      'other labels',
      'claim-selector-mismatch',
      [claim('selector: { matchLabels: { disk: hdd } }'), volume('a')],
    ],
    [
      'too small a volume',
      'claim-capacity-mismatch',
      [claim(), volume('a', 'capacity: { storage: 1Gi }')],
    ],
    [
      'a volume of another claim',
      'volume-occupied',
      [claim(), volume('a', '', 'Bound', OCCUPIED)],
    ],
    [
      'a volume of a claim of that name that is gone',
      'volume-occupied',
      [
        claim(),
        volume(
          'a',
          '',
          'Released',
          'claimRef: { namespace: default, name: disk, uid: gone }',
        ),
      ],
    ],
    [
      'a free volume that nearly fits, beside one that is taken',
      'claim-capacity-mismatch',
      [
        claim(),
        volume('a', '', 'Bound', OCCUPIED),
        volume('b', 'capacity: { storage: 1Gi }'),
      ],
    ],
    [
      'the volume that it names, whatever others are like',
      'claim-capacity-mismatch',
      [
        claim('volumeName: b'),
        volume('a', 'storageClassName: x'),
        volume('b', 'capacity: { storage: 1Gi }'),
      ],
    ],
    ['no volume at all', 'no-volume', [claim()]],
    [
      'no such class',
      'storage-class-missing',
      [claim('storageClassName: fast')],
    ],
    [
      'no such class, where others have volumes of theirs',
      'storage-class-missing',
      [
        claim('storageClassName: fast'),
        volume('a', `storageClassName: slow\n  ${OCCUPIED}`, 'Bound'),
      ],
    ],
    [
      'a volume of that class, though nothing makes more of it',
      'volume-occupied',
      [
        claim('storageClassName: manual'),
        volume('a', `storageClassName: manual\n  ${OCCUPIED}`, 'Bound'),
        volume('b', `storageClassName: slow\n  ${OCCUPIED}`, 'Bound'),
      ],
    ],
    [
      'a class whose volumes are made by hand',
      'no-volume',
      [
        claim('storageClassName: local'),
        storageClass(
          'local',
          'kubernetes.io/no-provisioner',
          'WaitForFirstConsumer',
        ),
      ],
    ],
    ['a volume that is gone', 'claim-lost', [claim('volumeName: a', 'Lost')]],
  ])('blames %s', (_, fault, objects) => {
    expect(found(USER, ...objects)).toEqual([[fault, 'StatefulSet/db', 0.95]]);
    // Nobody waits for it.
    expect(found(...objects)).toEqual(
      fault === 'no-volume' && objects.length === 2
        ? []
        : [[fault, 'PersistentVolumeClaim/disk', 0.5]],
    );
  });

  it('repeats what a provisioner says', () => {
    const objects = [
      USER,
      claim('storageClassName: cloud'),
      storageClass('cloud', 'disks.example.com'),
    ];
    expect(
      found(...objects, event('ProvisioningFailed', 'quota of disks')),
    ).toEqual([['provisioning-failed', 'StatefulSet/db', 0.9]]);
    expect(found(...objects)).toEqual([
      ['provisioner-silent', 'StatefulSet/db', 0.7],
    ]);
  });

  it('ranks several differences', () => {
    expect(
      found(
        USER,
        claim('storageClassName: fast'),
        volume('a', 'capacity: { storage: 1Gi }'),
      ),
    ).toEqual([
      ['claim-storage-class-mismatch', 'StatefulSet/db', 0.95],
      ['claim-capacity-mismatch', 'StatefulSet/db', 0.92],
    ]);
  });

  it.each<[string, string[]]>([
    ['a bound claim', [claim('', 'Bound'), volume('a', '', 'Bound', OCCUPIED)]],
    ['a claim that a volume fits, about to be bound', [claim(), volume('a')]],
    [
      'a claim that waits for a pod to get a node',
      [
        claim('storageClassName: cloud'),
        storageClass('cloud', 'disks.example.com', 'WaitForFirstConsumer'),
      ],
    ],
    [
      'a claim that has just been made',
      [
        claim('storageClassName: cloud').replace('11:00:00', '11:59:55'),
        storageClass('cloud', 'disks.example.com'),
      ],
    ],
  ])('is silent on %s', (_, objects) => {
    expect(found(USER, ...objects)).toEqual([]);
  });
});
