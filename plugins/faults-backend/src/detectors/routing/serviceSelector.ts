import type {
  KubernetesObject,
  ObjectOf,
} from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { loggedBy, seenIn } from '../../kubernetes/evidence';
import { readyEndpointsOf } from '../../kubernetes/endpoints';
import { areSimilar } from '../../kubernetes/similarNames';
import {
  refOf,
  selects,
  templateOf,
  workloadOfService,
  workloadsIn,
} from '../../topology';
import { isCalled, reachabilityOf } from './complaints';

/** A Service leads nowhere: to no workload at all, or to one of which nothing is ready. */
export const serviceSelector = createDetector({
  id: 'service-selector',
  title: 'Services that lead nowhere',
  faults: [
    {
      id: 'service-selector-mismatch',
      category: 'routing',
      title: 'The selector of the Service matches no pods',
    },
    {
      id: 'service-without-endpoints',
      category: 'routing',
      title: 'Nothing behind the Service is ready',
      isGeneral: true,
    },
  ],
  subjects: ['Service'],

  *detect(service, context) {
    const { selector, type } = service.spec ?? {};
    if (
      type === 'ExternalName' ||
      Object.keys(selector ?? {}).length === 0 ||
      readyEndpointsOf(context.store, service).length > 0
    ) {
      return;
    }
    const namespace = service.metadata?.namespace ?? '';
    const meant = workloadsIn(context.store, namespace).filter(workload =>
      selects(service, templateOf(workload).metadata?.labels),
    );
    if (meant.length > 0) {
      yield* withoutEndpoints(service, meant);
    } else if (
      // A pod that nothing runs, or that is older than its workload's labels.
      !context.store
        .list('Pod', { namespace })
        .some(({ metadata }) => selects(service, metadata?.labels))
    ) {
      yield mismatch(service, context);
    }
  },
});

function mismatch(
  service: ObjectOf<'Service'>,
  context: DetectorContext,
): FindingDraft {
  const { name } = service.metadata ?? {};
  const resembling = workloadOfService(context.store, service);
  // One label of several that is the same may be that of a whole system.
  const workload =
    resembling && isMeant(service, resembling) ? resembling : undefined;
  const { complaint, isUnreachable } = reachabilityOf(context, service);
  const labels = workload && templateOf(workload).metadata?.labels;
  // Where it is named by who needs it, that nothing is behind it does harm at the first request.
  const isNeeded = workload && !isUnreachable && isCalled(context, workload);
  return {
    fault: 'service-selector-mismatch',
    object: refOf(service),
    message: `The selector of Service '${name}' matches no pods${
      workload
        ? `: those of ${workload.kind} '${workload.metadata?.name}' have other labels`
        : ''
    }.`,
    confidence: workload
      ? sureOf({ isUnreachable, isNeeded })
      : (isUnreachable && 0.77) || 0.5,
    explains: workload ? [refOf(workload)] : [],
    evidence: [
      seenIn(
        service,
        'spec.selector',
        `It selects ${JSON.stringify(service.spec?.selector)}.`,
      ),
      ...(workload
        ? [
            seenIn(
              workload,
              'spec.template.metadata.labels',
              `Its pods have ${JSON.stringify(labels ?? {})}.`,
            ),
          ]
        : []),
      ...(complaint
        ? [loggedBy(complaint.pod, complaint.container, complaint.line)]
        : []),
    ],
  };
}

function sureOf(known: { isUnreachable?: boolean; isNeeded?: boolean }) {
  if (known.isUnreachable) {
    return 0.97;
  }
  return known.isNeeded ? 0.86 : 0.8;
}

/** Whether a Service is meant for a workload that it does not select: by name, or by most of its selector. */
function isMeant(
  { metadata, spec }: ObjectOf<'Service'>,
  workload: KubernetesObject,
): boolean {
  const { name = '' } = metadata ?? {};
  const workloadName = workload.metadata?.name ?? '';
  const labels = templateOf(workload).metadata?.labels ?? {};
  const pairs = Object.entries(spec?.selector ?? {});
  const same = pairs.filter(([key, value]) => labels[key] === value);
  return (
    name === workloadName ||
    areSimilar(name, workloadName) ||
    same.length > pairs.length / 2 ||
    // The same value under another label.
    pairs.some(
      ([key, value]) =>
        !(key in labels) && Object.values(labels).includes(value),
    )
  );
}

/** A symptom: what keeps the pods from getting ready is the cause. */
function* withoutEndpoints(
  service: ObjectOf<'Service'>,
  workloads: ReturnType<typeof workloadsIn>,
): Iterable<FindingDraft> {
  const wanting = workloads.filter(({ spec }) => spec?.replicas !== 0);
  if (wanting.length > 0 && !service.spec?.publishNotReadyAddresses) {
    yield {
      fault: 'service-without-endpoints',
      object: refOf(service),
      message: `No pod behind Service '${service.metadata?.name}' is ready.`,
      confidence: 0.5,
      explains: [],
      evidence: wanting.map(workload =>
        seenIn(
          workload,
          'status.readyReplicas',
          `${workload.status?.readyReplicas ?? 0} of its pods are ready.`,
        ),
      ),
    };
  }
}
