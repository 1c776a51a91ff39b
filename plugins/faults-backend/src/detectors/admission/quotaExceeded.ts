import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { seenIn } from '../../kubernetes/evidence';
import {
  POD_MAKERS,
  podShortage,
  type PodMaker,
  type PodShortage,
} from '../../kubernetes/podShortage';
import {
  countsPodsLike,
  limitedResources,
  podTakes,
  quotaSubject,
  quotasIn,
  roomIn,
} from '../../kubernetes/quotas';
import { refOf, templateOf } from '../../topology';
import { namespaceRef } from './namespaceRef';
import { POD_QUOTA_FAULTS, quotaFault } from './quotaFaults';
import { quotaRefusal } from './quotaRefusal';

/** A workload has too few pods because a quota of its namespace has no room for another one. */
export const quotaExceeded = createDetector({
  id: 'quota-exceeded',
  title: 'Pods that a quota refuses',
  faults: POD_QUOTA_FAULTS,
  subjects: POD_MAKERS,
  detect: (maker, { store }) => {
    const shortage = podShortage(store, maker);
    return shortage ? [...findingsOf(store, maker, shortage)] : [];
  },
});

function* findingsOf(
  store: ObjectStore,
  maker: PodMaker,
  { evidence, isRefused, refusal, workload }: PodShortage,
): Iterable<FindingDraft> {
  const namespace = maker.metadata?.namespace ?? '';
  const { spec } = templateOf(maker);
  const told = quotaRefusal(refusal);
  for (const quota of quotasIn(store, namespace)) {
    const name = quota.metadata?.name ?? '';
    const isCounted = countsPodsLike(quota, spec);
    for (const resource of limitedResources(quota)) {
      const takes = podTakes(spec, resource);
      const isOver =
        isCounted && takes !== undefined && lacks(quota, resource, takes);
      const isTold = told?.quota === name && told.resources.includes(resource);
      if (isOver || isTold) {
        yield {
          fault: quotaFault(quotaSubject(resource)).id,
          object: namespaceRef(namespace),
          message: `The quota ${name} of the namespace ${namespace} has too little ${resource} left for another pod of ${workload.metadata?.name}.`,
          confidence: confidence(isOver, isTold, told !== undefined, isRefused),
          evidence: [
            seenIn(quota, `status.used.${resource}`, use(quota, resource)),
            ...evidence,
          ],
          explains: [refOf(workload)],
        };
      }
    }
  }
}

/** Refusals tell of now; a template that does not fit, and of which nobody says so, may be one that nobody makes pods of. */
function confidence(
  isOver: boolean,
  isTold: boolean,
  isAnyTold: boolean,
  isRefused: boolean,
): number {
  if (isTold) {
    return isOver ? 0.98 : 0.9;
  }
  return isRefused && !isAnyTold ? 0.9 : 0.55;
}

function lacks(
  quota: ObjectOf<'ResourceQuota'>,
  resource: string,
  takes: number,
): boolean {
  // What a pod does not take is no reason to refuse it, however little is left.
  return takes > 0 && takes > roomIn(quota, resource) + takes * 1e-9;
}

function use({ spec, status }: ObjectOf<'ResourceQuota'>, resource: string) {
  const hard = (status?.hard ?? spec?.hard)?.[resource];
  return `${status?.used?.[resource] ?? 0} of ${hard} ${resource} in use`;
}
