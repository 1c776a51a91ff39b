import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { missingClaim } from './missingClaim';

const pod = (
  status = 'conditions: [{ type: PodScheduled, status: "False" }]',
  spec = '',
) => `
kind: Deployment
metadata: { name: db }
---
kind: Pod
metadata:
  name: db-1
  creationTimestamp: 2026-01-01T11:59:58Z
  ownerReferences: [{ kind: Deployment, name: db, controller: true }]
spec: { ${spec} volumes: [{ name: d, persistentVolumeClaim: { claimName: disk } }, { name: e, emptyDir: {} }] }
status: { phase: Pending, ${status} }
`;
const CLAIM = `
kind: PersistentVolumeClaim
metadata: { name: disk }
`;
const quota = (resource: string, hard: string, used: string) => `
kind: ResourceQuota
metadata: { name: q }
status: { hard: { ${resource}: "${hard}" }, used: { ${resource}: "${used}" } }
`;

const desired: EvidenceReader['desired'] = kind =>
  kind === 'PersistentVolumeClaim'
    ? ([
        {
          kind,
          metadata: { name: 'disk' },
          spec: {
            storageClassName: 'gold',
            resources: { requests: { storage: '5Gi' } },
          },
        },
      ] as object[])
    : [];

function found(objects: string[], evidence?: Partial<EvidenceReader>) {
  return detectIn(missingClaim, {
    objects: objects.join('\n---\n'),
    evidence,
  }).map(({ confidence, fault, object }) => [
    fault,
    `${object.kind}/${object.name}`,
    confidence,
  ]);
}

const MISSING = ['claim-missing', 'Deployment/db', 0.8];
const quotaOf = (confidence: number) => [
  'quota-storage-exceeded',
  'Namespace/default',
  confidence,
];
const GOLD = 'gold.storageclass.storage.k8s.io/requests.storage';

describe('missingClaim', () => {
  it.each<[string, string[], Partial<EvidenceReader> | undefined, unknown[]]>([
    ['nothing else', [], undefined, [MISSING]],
    [
      'a quota that is too small for what the manifest asks for',
      [quota('requests.storage', '10Gi', '6Gi')],
      { desired },
      [quotaOf(0.97), MISSING],
    ],
    [
      'a quota of its class that is too small',
      [quota(GOLD, '1Gi', '0')],
      { desired },
      [quotaOf(0.97), MISSING],
    ],
    [
      'a quota of another class',
      [quota(GOLD.replace('gold', 'silver'), '1Gi', '0')],
      { desired },
      [MISSING],
    ],
    [
      'a quota with room for what the manifest asks for',
      [quota('requests.storage', '10Gi', '5Gi')],
      { desired },
      [MISSING],
    ],
    [
      'a quota that is used up, whatever the claim would ask for',
      [quota('persistentvolumeclaims', '2', '2')],
      undefined,
      [quotaOf(0.97), MISSING],
    ],
    [
      'a quota of which nobody knows whether it is too small',
      [quota('requests.storage', '10Gi', '5Gi')],
      undefined,
      [quotaOf(0.7), MISSING],
    ],
    [
      'a quota of something else',
      [quota('pods', '1', '1')],
      { desired },
      [MISSING],
    ],
  ])(
    'of a claim that is not there, beside %s',
    (_, more, evidence, expected) => {
      expect(found([pod(), ...more], evidence)).toEqual(expected);
    },
  );

  it.each<[string, string[]]>([
    ['a claim that is there', [pod(), CLAIM]],
    ['a pod that has a node', [pod(undefined, 'nodeName: a,')]],
    ['a claim that may come with the pod', [pod('')]],
  ])('is silent on %s', (_, objects) => {
    expect(found(objects)).toEqual([]);
  });
});
