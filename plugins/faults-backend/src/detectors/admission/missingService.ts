import { WORKLOAD_KINDS } from '@groundcrew/plugin-clusters-common';
import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { EvidenceDraft } from '@groundcrew/plugin-faults-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { seenIn } from '../../kubernetes/evidence';
import {
  limitedResources,
  quotaSubject,
  quotasIn,
  roomIn,
} from '../../kubernetes/quotas';
import { wantedServices, workloadNamed } from '../../kubernetes/wantedServices';
import { refOf } from '../../topology';
import { namespaceRef } from './namespaceRef';
import { quotaFault } from './quotaFaults';

/** A Service often comes just after the workload that it leads to, out of the same file. */
const GRACE_MILLISECONDS = 10_000;

interface Absent {
  namespace: string;
  name: string;
  /** Whom it would lead to. */
  workload?: ReturnType<typeof workloadNamed>;
  confidence: number;
  evidence: EvidenceDraft;
}

/**
 * A Service that others call, or that should be there by its manifest, and is not; and the quota that may be why.
 *
 * @remarks
 *
 * People create Services: when one is refused, only they are told, and nothing is left in the cluster.
 */
export const missingService = createDetector({
  id: 'missing-service',
  title: 'Services that are wanted and missing',
  faults: [
    {
      id: 'service-missing',
      category: 'routing',
      title: 'The Service does not exist',
    },
    quotaFault('services'),
  ],
  subjects: [...WORKLOAD_KINDS, 'Namespace'],
  detect: (subject, context) => {
    const absent =
      subject.kind === 'Namespace'
        ? byManifest(subject.metadata?.name ?? '', context)
        : byCalls(subject, context);
    return absent.flatMap(service => findingsOf(context.store, service));
  },
});

function byCalls(
  caller: Parameters<typeof wantedServices>[2],
  { evidence, lookAgainAt, now, store }: DetectorContext,
): Absent[] {
  if (caller.metadata?.ownerReferences?.some(({ controller }) => controller)) {
    return [];
  }
  return wantedServices(store, evidence, caller).flatMap(
    ({ evidence: reason, isCertain, name, workload }) => {
      const since = Date.parse(asText(workload.metadata?.creationTimestamp));
      if (now - since < GRACE_MILLISECONDS) {
        lookAgainAt(since + GRACE_MILLISECONDS);
        return [];
      }
      return {
        namespace: caller.metadata?.namespace ?? '',
        name,
        workload,
        confidence: isCertain ? 0.85 : 0.6,
        evidence: reason,
      };
    },
  );
}

function byManifest(
  namespace: string,
  { evidence, store }: DetectorContext,
): Absent[] {
  return (evidence.desired('Service', namespace) ?? []).flatMap(
    ({ metadata }) => {
      const name = metadata?.name ?? '';
      return !name || store.has('Service', { namespace, name })
        ? []
        : [
            {
              namespace,
              name,
              workload: workloadNamed(store, namespace, name),
              confidence: 0.7,
              evidence: {
                source: 'manifest' as const,
                message: `The manifest of the namespace has a Service ${name}, and the cluster does not`,
              },
            },
          ];
    },
  );
}

function findingsOf(store: ObjectStore, absent: Absent): FindingDraft[] {
  const { confidence, evidence, name, namespace, workload } = absent;
  const service = { kind: 'Service', namespace, name };
  const full = quotasIn(store, namespace).flatMap(quota =>
    limitedResources(quota)
      // Of load balancers and node ports there may be none left while there is room for a plain Service.
      .filter(resource => /^(?:count\/)?services$/.test(resource))
      .filter(resource => quotaSubject(resource) === 'services')
      .filter(resource => roomIn(quota, resource) < 1)
      .map(resource => ({ quota, resource })),
  );
  if (full.length === 0) {
    return [
      {
        fault: 'service-missing',
        object: service,
        message: `There is no Service ${name} in the namespace ${namespace}, though others call it.`,
        confidence,
        // Where an application is taken away, its Service may go just before those that call it.
        isLasting: false,
        evidence: [evidence],
        explains: workload ? [refOf(workload)] : [],
      },
    ];
  }
  return full.map(({ quota, resource }) => ({
    fault: quotaFault('services').id,
    object: namespaceRef(namespace),
    message: `The quota ${quota.metadata?.name} of the namespace ${namespace} has no ${resource} left, and the Service ${name} does not exist.`,
    confidence: 0.97,
    evidence: [
      seenIn(
        quota,
        `status.used.${resource}`,
        `${quota.status?.used?.[resource]} of ${quota.status?.hard?.[resource]} ${resource} in use`,
      ),
      evidence,
    ],
    explains: [service, ...(workload ? [refOf(workload)] : [])],
  }));
}
