import type { ResourceAmount } from '@groundcrew/plugin-clusters-common';
import { amountOf, type ObjectOf } from '@groundcrew/plugin-clusters-node';

/** What is remembered of a node to judge its cluster by. */
export interface NodeFacts {
  name: string;
  ready: boolean;
  schedulable: boolean;
  pressure: readonly string[];
  allocatable: ResourceAmount;
  provider?: string;
  region?: string;
}

// In this order: a label tells of the product, a provider id only of the cloud that it runs on.
const providersByLabel: readonly [label: string, provider: string][] = [
  ['node.openshift.io/os_id', 'openshift'],
  ['eks.amazonaws.com/nodegroup', 'eks'],
  ['eks.amazonaws.com/compute-type', 'eks'],
  ['alpha.eksctl.io/cluster-name', 'eks'],
  ['cloud.google.com/gke-nodepool', 'gke'],
  ['kubernetes.azure.com/cluster', 'aks'],
  ['doks.digitalocean.com/node-pool', 'doks'],
  ['minikube.k8s.io/name', 'minikube'],
];

const regionLabels = [
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/region',
];

/** Reads what a node tells of itself. */
export function nodeFacts(node: ObjectOf<'Node'>): NodeFacts {
  const { metadata, spec, status } = node;
  const conditions = status?.conditions ?? [];
  const labels = metadata?.labels ?? {};
  const allocatable = status?.allocatable;
  return {
    name: metadata?.name ?? '',
    ready: conditions.some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    ),
    schedulable: !spec?.unschedulable,
    pressure: conditions
      .filter(({ type, status: is }) => type !== 'Ready' && is === 'True')
      .map(({ type }) => type),
    allocatable: {
      cpuMillicores: amountOf(allocatable, 'cpu') * 1_000,
      memoryBytes: amountOf(allocatable, 'memory'),
      pods: amountOf(allocatable, 'pods'),
    },
    provider:
      providersByLabel.find(([label]) => label in labels)?.[1] ??
      // "aws:///eu-west-1a/i-0abc", "kind://docker/dev/dev-worker"
      /^([a-z0-9-]+):\/\//.exec(spec?.providerID ?? '')?.[1],
    region: regionLabels.map(label => labels[label]).find(Boolean),
  };
}
