import type {
  NodeView,
  ResourceAmount,
} from '@groundcrew/plugin-clusters-common';
import {
  amountOf,
  podRequests,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';

type Node = ObjectOf<'Node'>;

const NOTHING: ResourceAmount = { cpuMillicores: 0, memoryBytes: 0, pods: 0 };

/** The nodes of a cluster by name, each with what the pods on it ask for. */
export function nodeViews(store: ObjectStore): NodeView[] {
  const requested = requestedByNode(store);
  return store
    .list('Node')
    .map(node => nodeView(node, requested.get(node.metadata?.name ?? '')))
    .sort((left, right) => left.name.localeCompare(right.name, 'en'));
}

function nodeView(node: Node, requested = NOTHING): NodeView {
  const { metadata, spec, status } = node;
  const allocatable = status?.allocatable;
  return {
    name: metadata?.name ?? '',
    ready: conditionOf(node, 'Ready') === 'True',
    schedulable: !spec?.unschedulable,
    remarks: remarksOn(node),
    version: status?.nodeInfo?.kubeletVersion,
    zone: metadata?.labels?.['topology.kubernetes.io/zone'],
    allocatable: {
      cpuMillicores: amountOf(allocatable, 'cpu') * 1000,
      memoryBytes: amountOf(allocatable, 'memory'),
      pods: amountOf(allocatable, 'pods'),
    },
    requested,
  };
}

/** What is worth telling of a node beyond whether it is ready. */
function remarksOn(node: Node): string[] {
  const remarks = node.spec?.unschedulable ? ['cordoned'] : [];
  for (const { type, status } of node.status?.conditions ?? []) {
    // Every condition but Ready tells of trouble when it is true.
    if (type !== 'Ready' && status === 'True') {
      remarks.push(type);
    }
  }
  if (conditionOf(node, 'Ready') === 'Unknown') {
    remarks.push('not heard of');
  }
  for (const { key, value, effect } of node.spec?.taints ?? []) {
    // The node lifecycle controller repeats conditions and cordoning as taints of its own.
    if (!key.startsWith('node.kubernetes.io/')) {
      remarks.push(`taint ${key}${value ? `=${value}` : ''}:${effect}`);
    }
  }
  return remarks;
}

function conditionOf(node: Node, type: string): string | undefined {
  return node.status?.conditions?.find(each => each.type === type)?.status;
}

function requestedByNode(store: ObjectStore): Map<string, ResourceAmount> {
  const sums = new Map<string, ResourceAmount>();
  for (const pod of store.list('Pod')) {
    const node = pod.spec?.nodeName;
    const phase = pod.status?.phase;
    // A pod that has ended holds nothing any more.
    if (!node || phase === 'Succeeded' || phase === 'Failed') {
      continue;
    }
    const sum = sums.get(node) ?? NOTHING;
    const pods = podRequests(pod);
    sums.set(node, {
      cpuMillicores: sum.cpuMillicores + pods.cpuMillicores,
      memoryBytes: sum.memoryBytes + pods.memoryBytes,
      pods: sum.pods + 1,
    });
  }
  return sums;
}
