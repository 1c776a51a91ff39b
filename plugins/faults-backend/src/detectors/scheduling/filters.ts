import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import { asList } from '../../kubernetes/asList';
import {
  matchesNodeAffinity,
  matchesNodeSelector,
} from '../../kubernetes/nodeAffinity';
import { tolerates } from '../../kubernetes/tolerates';

type Node = ObjectOf<'Node'>;
type Pod = ObjectOf<'Pod'>;

/** Why a node is not for a pod: what the scheduler checks, one after the other. */
export type Filter =
  | 'selector'
  | 'affinity'
  | 'cordon'
  | 'taint'
  /** A taint that the cluster has set because the node is not well. */
  | 'unhealthy'
  | 'volume'
  | 'ports'
  | 'spread'
  | 'anti-affinity'
  | 'pod-affinity'
  | `resource:${string}`;

const CORDON = 'node.kubernetes.io/unschedulable';
/** Set by the controllers of nodes and clouds, never by people. */
const OF_THE_CLUSTER = /^node\.(?:kubernetes|cloudprovider\.kubernetes)\.io\//;

/** Those checks that need no more than the pod and the node. */
export function nodeFilters({ spec }: Pod, node: Node): Set<Filter> {
  const failed = new Set<Filter>();
  if (!matchesNodeSelector(spec?.nodeSelector, node)) {
    failed.add('selector');
  }
  if (!matchesNodeAffinity(requiredNodeAffinity(spec), node)) {
    failed.add('affinity');
  }
  const tolerations = asList(spec?.tolerations);
  for (const taint of taintsOf(node)) {
    if (!tolerates(tolerations, taint)) {
      failed.add(filterOfTaint(taint.key));
    }
  }
  return failed;
}

/** What a pod asks of nodes by their labels, besides `nodeSelector`. */
export function requiredNodeAffinity(spec: Pod['spec']) {
  return spec?.affinity?.nodeAffinity
    ?.requiredDuringSchedulingIgnoredDuringExecution;
}

/** The taints that keep pods away, a cordon among them however it is written down. */
export function taintsOf({ spec }: Node) {
  const taints = asList(spec?.taints).filter(({ effect }) =>
    ['NoSchedule', 'NoExecute'].includes(effect),
  );
  return spec?.unschedulable && !taints.some(({ key }) => key === CORDON)
    ? [...taints, { key: CORDON, effect: 'NoSchedule' }]
    : taints;
}

/** Of nodes where a volume of the pod is bound to, and cannot be reached from this one. */
export function volumeFilter(
  store: ObjectStore,
  { metadata, spec }: Pod,
): (node: Node) => boolean {
  const volumes = asList(spec?.volumes).flatMap(({ persistentVolumeClaim }) => {
    const claimName = persistentVolumeClaim?.claimName;
    const claim =
      claimName &&
      store.get('PersistentVolumeClaim', {
        namespace: metadata?.namespace,
        name: claimName,
      });
    const name = claim ? claim.spec?.volumeName : undefined;
    return (name && store.get('PersistentVolume', { name })) || [];
  });
  return node =>
    volumes.some(
      volume => !matchesNodeAffinity(volume.spec?.nodeAffinity?.required, node),
    );
}

function filterOfTaint(key: string): Filter {
  if (key === CORDON) {
    return 'cordon';
  }
  return OF_THE_CLUSTER.test(key) ? 'unhealthy' : 'taint';
}
