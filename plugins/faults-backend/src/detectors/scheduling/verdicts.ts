import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import { controlPlane } from '../../kubernetes/controlPlane';
import { nodeFilters, volumeFilter, type Filter } from './filters';
import { occupancyFilters, shortages } from './occupancy';
import type { NodeVerdict } from './rankFilters';
import type { SchedulerWords } from './schedulerWords';

type Node = ObjectOf<'Node'>;
type Pod = ObjectOf<'Pod'>;

/** What only pods on the nodes, or a computation over all nodes, can decide. */
const HEARD = /^(?:resource:|ports$|spread$|anti-affinity$|pod-affinity$)/;

/** What is at hand to judge nodes by. */
export interface VerdictOptions {
  store: ObjectStore;
  evidence: EvidenceReader;
  words: SchedulerWords;
}

/** Why each node is not for a pod. */
export function verdicts(pod: Pod, options: VerdictOptions): NodeVerdict[] {
  const { evidence, store, words } = options;
  const nodes = store.list('Node');
  const reserved = new Set(
    controlPlane(store, evidence, nodes).map(({ metadata }) => metadata?.name),
  );
  const isOutOfReach = volumeFilter(store, pod);
  const occupied = words.text
    ? heardFilters(pod, words)
    : occupancyFilters(store, pod, nodes);
  return nodes.map(node => {
    const name = node.metadata?.name ?? '';
    const failed = nodeFilters(pod, node);
    const isClosed = failed.has('cordon') || failed.has('taint');
    if (isOutOfReach(node)) {
      failed.add('volume');
    }
    for (const filter of occupied(node, failed)) {
      failed.add(filter);
    }
    return { name, failed, isReserved: reserved.has(name) && isClosed };
  });
}

/**
 * The scheduler names, for each node, the first filter that refused it. So nodes that nothing in the pod and in the node
 * refuses are those that it refused for what it says of other pods.
 */
function heardFilters(pod: Pod, { refused }: SchedulerWords) {
  const heard = [...refused.keys()].filter(filter => HEARD.test(filter));
  const most = Math.max(...heard.map(filter => refused.get(filter) ?? 0));
  const foremost = heard.filter(filter => refused.get(filter) === most);
  return (node: Node, failed: ReadonlySet<Filter>): Filter[] => {
    const tooLarge = shortages(pod, node, []);
    return failed.size === 0 && tooLarge.length === 0 ? foremost : tooLarge;
  };
}
