import { isReady } from '../../topology';
import { rollBack } from './rollBack';
import {
  all,
  byHand,
  evidenceOf,
  inShort,
  whereIs,
  type Remedies,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);
/** The claim that it is about; of what is wrong with a workload, the one that is explained. */
const theClaim = ({ finding }: RemedyContext) => {
  const ref = [finding.object, ...finding.explains].find(
    ({ kind }) => kind === 'PersistentVolumeClaim',
  );
  return ref ? `claim ${ref.name}${whereIs(ref)}` : 'the claim';
};

/** What may be done about claims and volumes. */
export const storageRemedies: Remedies = {
  'claim-missing': all(
    byHand(
      context => `Create ${theClaim(context)}, or mount another one`,
      context => `The pods of ${workload(context)} wait for it.`,
    ),
    rollBack(/^volume /),
  ),
  'claim-storage-class-mismatch': byHand(
    context =>
      `Make ${theClaim(
        context,
      )} anew with the storage class of the volume, or a volume of its class`,
    () => 'The storage class of a claim cannot be changed later.',
  ),
  'claim-access-mode-mismatch': byHand(
    context =>
      `Make ${theClaim(
        context,
      )} anew with an access mode that the volume offers, or a volume that offers it`,
    () => 'A claim gets only a volume that offers all that it asks for.',
  ),
  'claim-selector-mismatch': byHand(
    context =>
      `Label a volume as the selector of ${theClaim(
        context,
      )} asks for, or make the claim anew without`,
    () => 'A claim gets only a volume that its selector matches.',
  ),
  'claim-capacity-mismatch': byHand(
    context =>
      `Provide a larger volume, or make ${theClaim(context)} anew and smaller`,
    () => 'A claim gets only a volume that is at least as large.',
  ),
  'volume-occupied': byHand(
    context =>
      `Provide another volume for ${theClaim(
        context,
      )}, or free the one that it means of its former claim`,
    () => 'A volume belongs to one claim, also when that is gone.',
  ),
  'no-volume': byHand(
    context =>
      `Provide a volume for ${theClaim(
        context,
      )}, or name a storage class that makes one`,
    () => 'Nothing makes one by itself.',
  ),
  'storage-class-missing': byHand(
    context => {
      const name = context.finding.evidence
        .map(({ message }) => /^asks for (\S+)$/.exec(message)?.[1])
        .find(Boolean);
      return `Create StorageClass ${
        name ?? 'that it asks for'
      }, or make ${theClaim(context)} anew with one that exists`;
    },
    () => 'Without it nothing makes a volume.',
  ),
  'provisioning-failed': byHand(
    () =>
      'Mend what the provisioner complains of, in its own words in the evidence',
    context =>
      `It tries again by itself; ${workload(context)} waits for the volume.`,
    'nothing',
  ),
  'provisioner-silent': byHand(
    context => {
      const provisioner = /^The provisioner (\S{1,253}) has/.exec(
        context.finding.message,
      )?.[1];
      return `Look at whether the provisioner ${
        provisioner ?? 'of the storage class'
      } runs in the cluster, and at its log`;
    },
    () => 'It has made no volume, and has not said why.',
    'nothing',
  ),
  'claim-lost': byHand(
    context =>
      `Restore what ${theClaim(context)} held from a backup into a new claim`,
    () => 'Its volume is gone, and does not come back by itself.',
  ),
  'volume-failed': byHand(
    ({ finding }) =>
      `Look at the storage behind ${inShort(
        finding.object,
      )}, and restore it if need be`,
    () => 'The cluster can do nothing with it any more.',
    'nothing',
  ),
  'default-storage-class-ambiguous': byHand(
    () =>
      'Leave one storage class the default, and take the annotation off the others',
    () =>
      'Otherwise the newest of them is taken, which may be none that anybody expects.',
  ),
  'provisioner-removed': byHand(
    ({ finding }) =>
      `Move to the CSI driver that has taken the place of the provisioner of ${inShort(
        finding.object,
      )}`,
    () => 'It is no part of Kubernetes any more.',
  ),
  'volume-attach-failed': all(
    holderOfVolume,
    byHand(
      () =>
        'Look at which node holds the volume still, and at the CSI driver that should attach it',
      context =>
        `${workload(
          context,
        )} starts when its volume is attached; the attempt is repeated by itself.`,
      'nothing',
    ),
  ),
  'volume-mount-failed': byHand(
    context =>
      `Mend what the kubelet complains of when it mounts a volume of ${workload(
        context,
      )}`,
    () => 'Its words are in the evidence; the attempt is repeated by itself.',
  ),
};

/** Another pod of the same workload that is deleted and has not gone, or runs elsewhere, and holds what only one may have. */
function holderOfVolume(context: RemedyContext) {
  const holder = evidenceOf(context, 'Pod');
  const said = context.finding.evidence.some(({ message }) =>
    message.includes('Multi-Attach error'),
  );
  const name = context.finding.evidence
    .map(
      ({ message }) =>
        /already used by pod\(s\) ([a-z0-9.-]{1,253})/.exec(message)?.[1],
    )
    .find(Boolean);
  const pod =
    said && name
      ? context.store.get('Pod', { namespace: holder?.namespace, name })
      : undefined;
  return pod && !pod.metadata?.deletionTimestamp && !isReady(pod)
    ? [
        {
          title: `Evict pod ${name}`,
          why: 'It holds the volume that another node waits for, and is not ready itself.',
          operation: {
            id: 'kubernetes.evict-pod' as const,
            target: {
              cluster: context.finding.object.cluster,
              kind: 'Pod',
              namespace: holder?.namespace,
              name: name ?? '',
            },
          },
        },
      ]
    : [];
}
