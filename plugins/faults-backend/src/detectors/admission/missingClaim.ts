import {
  amountOf,
  type KubernetesObject,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { claimNames } from '../../kubernetes/claimUsers';
import { conditionOf } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import {
  countsClaimsOf,
  limitedResources,
  quotasIn,
  roomIn,
} from '../../kubernetes/quotas';
import { refOf, workloadOf } from '../../topology';
import { namespaceRef } from './namespaceRef';
import { quotaFault } from './quotaFaults';

type Pod = ObjectOf<'Pod'>;
type Claim = ObjectOf<'PersistentVolumeClaim'>;

/** So long a claim may come after the pod that uses it, when both are made at once. */
const GRACE_MILLISECONDS = 5_000;

/** A pod cannot start because a claim that it mounts does not exist; and the quota that may be why. */
export const missingClaim = createDetector({
  id: 'missing-claim',
  title: 'Claims that are wanted and missing',
  faults: [
    {
      id: 'claim-missing',
      category: 'scheduling',
      title: 'The claim does not exist',
    },
    quotaFault('storage'),
  ],
  subjects: ['Pod'],
  detect: (pod, context) => {
    const { metadata, spec, status } = pod;
    if (
      spec?.nodeName ||
      metadata?.deletionTimestamp ||
      (status?.phase && status.phase !== 'Pending')
    ) {
      return [];
    }
    const { store } = context;
    const namespace = metadata?.namespace;
    const missing = claimNames(pod).filter(
      name => !store.has('PersistentVolumeClaim', { namespace, name }),
    );
    return missing.length > 0 && isWaitingFor(pod, context)
      ? missing.flatMap(name => findingsOf(pod, name, context))
      : [];
  },
});

function isWaitingFor(
  pod: Pod,
  { lookAgainAt, now }: DetectorContext,
): boolean {
  const since = Date.parse(asText(pod.metadata?.creationTimestamp));
  if (
    conditionOf(pod, 'PodScheduled')?.status === 'False' ||
    now - since > GRACE_MILLISECONDS
  ) {
    return true;
  }
  lookAgainAt((since || now) + GRACE_MILLISECONDS + 1);
  return false;
}

function findingsOf(
  pod: Pod,
  name: string,
  { evidence, store }: DetectorContext,
): FindingDraft[] {
  const namespace = pod.metadata?.namespace ?? '';
  const workload = workloadOf(store, pod);
  const desired = (
    evidence.desired('PersistentVolumeClaim', namespace) ?? []
  ).find(({ metadata }) => metadata?.name === name) as Claim | undefined;
  const claim = { kind: 'PersistentVolumeClaim', namespace, name };
  const quotas = tightQuotas(store, namespace, desired).map(
    ({ confidence, quota, resource }): FindingDraft => ({
      fault: quotaFault('storage').id,
      object: namespaceRef(namespace),
      message: `The quota ${quota.metadata?.name} of the namespace ${namespace} has too little ${resource} left for the claim ${name}, which does not exist.`,
      confidence,
      evidence: [
        seenIn(
          quota,
          `status.used.${resource}`,
          `${quota.status?.used?.[resource] ?? 0} of ${
            quota.status?.hard?.[resource]
          } ${resource} in use`,
        ),
        ...(desired ? [wanted(desired)] : []),
        mounts(pod, name),
      ],
      explains: [refOf(workload), claim],
    }),
  );
  return [
    ...quotas,
    {
      fault: 'claim-missing',
      object: refOf(workload),
      message: `${workload.metadata?.name} mounts the claim ${name}, which does not exist.`,
      confidence: 0.8,
      evidence: [mounts(pod, name)],
      explains: [claim],
    },
  ];
}

interface TightQuota {
  quota: ObjectOf<'ResourceQuota'>;
  resource: string;
  confidence: number;
}

/** The quotas that may have refused a claim: surely, where we know what it asks for; else where hardly any claim would fit. */
function tightQuotas(
  store: ObjectStore,
  namespace: string,
  desired: Claim | undefined,
): TightQuota[] {
  const size = amountOf(desired?.spec?.resources?.requests, 'storage');
  const storageClass = desired?.spec?.storageClassName;
  return quotasIn(store, namespace).flatMap(quota =>
    limitedResources(quota)
      .filter(resource => countsClaimsOf(resource, storageClass))
      .flatMap(resource => {
        const needed = resource.endsWith('requests.storage') ? size : 1;
        const room = roomIn(quota, resource);
        if (room < needed || room <= 0) {
          return [{ quota, resource, confidence: 0.97 }];
        }
        // Without the manifest nobody knows the size: that there is a limit at all makes it likely, and no more.
        return desired || needed > 0
          ? []
          : [{ quota, resource, confidence: 0.7 }];
      }),
  );
}

function mounts(pod: KubernetesObject, name: string) {
  return seenIn(pod, 'spec.volumes', `mounts the claim ${name}`);
}

function wanted({ metadata, spec }: Claim) {
  return {
    source: 'manifest' as const,
    message: `By its manifest the claim ${metadata?.name} asks for ${
      spec?.resources?.requests?.storage ?? 'no'
    } of storage`,
  };
}
