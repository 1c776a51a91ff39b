import { podAmount, type ObjectOf } from '@groundcrew/plugin-clusters-node';
import type { FaultType } from '@groundcrew/plugin-faults-node';
import { inWords } from '../../kubernetes/inWords';
import type { Filter } from './filters';

type Pod = ObjectOf<'Pod'>;

const fault = (id: string, title: string): FaultType => ({
  id,
  category: 'scheduling',
  title,
});

/** What can keep a pod from a node. */
export const SCHEDULING_FAULTS: FaultType[] = [
  fault('node-selector-unsatisfiable', 'No node has the labels it asks for'),
  fault('node-affinity-unsatisfiable', 'No node satisfies its node affinity'),
  fault('nodes-cordoned', 'The nodes are cordoned'),
  fault('taint-not-tolerated', 'It does not tolerate the taints of the nodes'),
  fault('cpu-insufficient', 'No node has enough CPU left'),
  fault('memory-insufficient', 'No node has enough memory left'),
  fault('resource-insufficient', 'No node has enough of a resource left'),
  fault(
    'anti-affinity-unsatisfiable',
    'Every node has a pod that it must not be beside',
  ),
  fault(
    'pod-affinity-unsatisfiable',
    'No node is near to the pods that it must be beside',
  ),
  fault('host-port-taken', 'The port of the host is taken on every node'),
  fault(
    'topology-spread-unsatisfiable',
    'Every node would break its topology spread constraints',
  ),
  fault('volume-out-of-reach', 'Its volume is bound to other nodes'),
];

const FAULTS: Partial<Record<Filter, string>> = {
  selector: 'node-selector-unsatisfiable',
  affinity: 'node-affinity-unsatisfiable',
  cordon: 'nodes-cordoned',
  taint: 'taint-not-tolerated',
  'resource:cpu': 'cpu-insufficient',
  'resource:memory': 'memory-insufficient',
  'anti-affinity': 'anti-affinity-unsatisfiable',
  'pod-affinity': 'pod-affinity-unsatisfiable',
  ports: 'host-port-taken',
  spread: 'topology-spread-unsatisfiable',
  volume: 'volume-out-of-reach',
};

/** The fault that a filter stands for; none for nodes that are not well, which have faults of their own. */
export function faultOfFilter(filter: Filter): string | undefined {
  return (
    FAULTS[filter] ??
    (filter.startsWith('resource:') ? 'resource-insufficient' : undefined)
  );
}

const WORDS: Partial<Record<Filter, string>> = {
  affinity: 'no node that it may use satisfies its required node affinity',
  cordon: 'the nodes that it could use are cordoned',
  taint: 'the nodes that it could use have taints that it does not tolerate',
  'anti-affinity':
    'the nodes that it could use are near to pods that anti-affinity keeps apart from it',
  'pod-affinity': 'no pod that it must be near to is on a node that it may use',
  ports:
    'the ports of the host that it asks for are taken on the nodes that it could use',
  spread: 'every node would break its topology spread constraints',
  volume: 'its volume cannot be reached from the nodes that it could use',
};

/** What a filter says of a pod, to be put after a colon. */
export function describeFilter(filter: Filter, { spec }: Pod): string {
  if (filter === 'selector') {
    const labels = Object.entries(spec?.nodeSelector ?? {});
    return `no node that it may use has the labels ${inWords(
      labels.map(([key, value]) => `${key}=${value}`),
    )}`;
  }
  const resource = /^resource:(.*)$/.exec(filter)?.[1];
  switch (resource) {
    case undefined:
      return WORDS[filter] ?? filter;
    case 'pods':
      return 'the nodes that it could use have as many pods as they may';
    case 'cpu':
      return `it requests ${Number(
        podAmount(spec, 'cpu').toFixed(3),
      )} cores, which no node that it could use has left`;
    case 'memory':
      return `it requests ${Math.ceil(
        podAmount(spec, 'memory') / 2 ** 20,
      )} MiB of memory, which no node that it could use has left`;
    default:
      return `it requests ${podAmount(
        spec,
        resource,
      )} of ${resource}, which no node that it could use has left`;
  }
}
