import {
  amountOf,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { claimUsers, type ClaimUsers } from '../../kubernetes/claimUsers';
import { asText } from '../../kubernetes/asText';
import { eventsAbout } from '../../kubernetes/events';
import { saidBy, seenIn } from '../../kubernetes/evidence';
import {
  classOf,
  isBoundLater,
  isProvisioned,
} from '../../kubernetes/storageClasses';
import { refOf } from '../../topology';
import { CLAIM_FAULTS } from './claimFaults';
import {
  nearestVolumes,
  type Mismatch,
  type VolumeFault,
} from './volumeChecks';

type Claim = ObjectOf<'PersistentVolumeClaim'>;

/** What is wrong with a claim: the part of a finding that does not depend on who uses it. */
type Problem = Pick<FindingDraft, 'fault' | 'message' | 'evidence'> & {
  confidence: number;
};

/** The scheduler says so that a volume may be made, and where. */
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
/** Nobody waits for the claim. */
const UNUSED = 0.5;
/** Provisioners take seconds; one that has not even said that it failed after that long is not there. */
const PROVISIONING_MILLISECONDS = 60_000;

/** A claim that has no volume, and would have to have one by now. */
export const unboundClaim = createDetector({
  id: 'unbound-claim',
  title: 'Claims without a volume',
  faults: CLAIM_FAULTS,
  subjects: ['PersistentVolumeClaim'],
  detect: (claim, context) => {
    const { metadata, status } = claim;
    const isUnbound = status?.phase === 'Pending' || status?.phase === 'Lost';
    if (!isUnbound || metadata?.deletionTimestamp) {
      return [];
    }
    const users = claimUsers(context.store, claim);
    return problemsOf(claim, users, context).flatMap(problem =>
      findingsOf(claim, users, problem),
    );
  },
});

function findingsOf(
  claim: Claim,
  { workloads }: ClaimUsers,
  problem: Problem,
): FindingDraft[] {
  return workloads.length === 0
    ? [
        {
          ...problem,
          object: refOf(claim),
          confidence: Math.min(problem.confidence, UNUSED),
        },
      ]
    : workloads.map(workload => ({
        ...problem,
        object: refOf(workload),
        explains: [refOf(claim)],
      }));
}

function problemsOf(
  claim: Claim,
  { pods }: ClaimUsers,
  context: DetectorContext,
): Problem[] {
  const { store } = context;
  if (claim.status?.phase === 'Lost') {
    return [lost(claim)];
  }
  const failed = eventsAbout(store, claim, 'ProvisioningFailed').at(-1);
  if (isProvisioned(store, claim)) {
    if (failed) {
      return [
        {
          fault: 'provisioning-failed',
          message: `The storage class ${claim.spec?.storageClassName} could not make a volume for the claim ${claim.metadata?.name}.`,
          confidence: 0.9,
          evidence: [saidBy(failed, claim)],
        },
      ];
    }
    const isWaiting =
      isBoundLater(store, claim) &&
      claim.metadata?.annotations?.[SELECTED_NODE] === undefined;
    return isWaiting ? [] : provisionerSilent(claim, context);
  }
  if (
    classOf(store, claim)?.volumeBindingMode === 'WaitForFirstConsumer' &&
    pods.length === 0
  ) {
    return [];
  }
  return unfulfilled(claim, store);
}

function lost(claim: Claim): Problem {
  const { metadata, spec } = claim;
  return {
    fault: 'claim-lost',
    message: `The volume ${spec?.volumeName} of the claim ${metadata?.name} does not exist any more, and what was on it is not reachable.`,
    confidence: 0.95,
    evidence: [seenIn(claim, 'status.phase', 'Lost')],
  };
}

function provisionerSilent(
  claim: Claim,
  { lookAgainAt, now, store }: DetectorContext,
): Problem[] {
  const since = Date.parse(asText(claim.metadata?.creationTimestamp));
  if (!(now - since > PROVISIONING_MILLISECONDS)) {
    lookAgainAt((since || now) + PROVISIONING_MILLISECONDS);
    return [];
  }
  const waiting = eventsAbout(store, claim, 'ExternalProvisioning').at(-1);
  const provisioner = classOf(store, claim)?.provisioner;
  return [
    {
      fault: 'provisioner-silent',
      message: `The provisioner ${provisioner} has made no volume for the claim ${claim.metadata?.name}, and has not said why.`,
      confidence: 0.7,
      evidence: waiting
        ? [saidBy(waiting, claim)]
        : [seenIn(claim, 'status.phase', 'Pending')],
    },
  ];
}

/** Of a claim for which no volume is made: what the volumes that there are lack. */
function unfulfilled(claim: Claim, store: ObjectStore): Problem[] {
  const { metadata, spec } = claim;
  const nearest = nearestVolumes(store, claim);
  const tally = new Map<VolumeFault, Mismatch>();
  for (const mismatch of nearest) {
    for (const fault of mismatch.faults) {
      tally.set(fault, tally.get(fault) ?? mismatch);
    }
  }
  const said = eventsAbout(store, claim, 'FailedBinding', 'ProvisioningFailed');
  const words = said.slice(-1).map(event => saidBy(event, claim));
  const className = spec?.storageClassName;
  const isMissing =
    className !== undefined &&
    className !== '' &&
    nearest.every(isTakenAndOfAnotherClass) &&
    !store.has('StorageClass', { name: className });
  if (isMissing || nearest.length === 0) {
    return [
      {
        fault: isMissing ? 'storage-class-missing' : 'no-volume',
        message: isMissing
          ? `The claim ${metadata?.name} asks for the storage class ${className}, which does not exist.`
          : `There is no volume for the claim ${metadata?.name}, and nothing makes one.`,
        confidence: 0.95,
        evidence: [
          ...words,
          seenIn(
            claim,
            'spec.storageClassName',
            className ? `asks for ${className}` : 'asks for no storage class',
          ),
        ],
      },
    ];
  }
  return [...tally]
    .map(([fault, mismatch]) => ({
      fault,
      mismatch,
      count: nearest.filter(({ faults }) => faults.includes(fault)).length,
    }))
    .sort((a, b) => b.count - a.count)
    .map(({ fault, mismatch: { volume } }, place) => ({
      fault,
      message: `The claim ${metadata?.name} gets no volume: ${difference(
        fault,
        claim,
        volume,
      )}.`,
      confidence: 0.95 - 0.03 * place,
      evidence: [
        ...words,
        seenIn(volume, 'spec', difference(fault, claim, volume)),
      ],
    }));
}

/** Such a volume was never meant for the claim. */
function isTakenAndOfAnotherClass({ faults }: Mismatch): boolean {
  return (
    faults.includes('claim-storage-class-mismatch') &&
    faults.includes('volume-occupied')
  );
}

function difference(
  fault: VolumeFault,
  { spec }: Claim,
  volume: ObjectOf<'PersistentVolume'>,
): string {
  const name = volume.metadata?.name;
  switch (fault) {
    case 'claim-storage-class-mismatch':
      return `it asks for the storage class "${
        spec?.storageClassName ?? ''
      }", and the volume ${name} is of "${
        volume.spec?.storageClassName ?? ''
      }"`;
    case 'claim-access-mode-mismatch':
      return `it asks for ${spec?.accessModes}, and the volume ${name} offers ${volume.spec?.accessModes}`;
    case 'claim-selector-mismatch':
      return `its selector does not match the labels of the volume ${name}`;
    case 'claim-capacity-mismatch':
      return `it asks for ${format(
        amountOf(spec?.resources?.requests, 'storage'),
      )}, and the volume ${name} has ${format(
        amountOf(volume.spec?.capacity, 'storage'),
      )}`;
    default:
      return `the volume ${name} ${belongsTo(volume)}`;
  }
}

function belongsTo({ spec, status }: ObjectOf<'PersistentVolume'>): string {
  const of = spec?.claimRef
    ? ` of the claim ${spec.claimRef.namespace}/${spec.claimRef.name}`
    : '';
  return status?.phase === 'Released'
    ? `is still held by the data${of}, which is gone`
    : `is ${of ? `that${of}` : `not available: ${status?.phase}`}`;
}

function format(bytes: number): string {
  return `${Number((bytes / 2 ** 30).toFixed(2))} GiB`;
}
