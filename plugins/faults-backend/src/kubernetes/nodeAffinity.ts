import type {
  Node,
  NodeSelector,
  NodeSelectorRequirement,
} from 'kubernetes-types/core/v1';

const HOSTNAME = 'kubernetes.io/hostname';

/** A node's label. The hostname is the kubelet's own: a node that lost that label still is that host. */
export function nodeLabel(node: Node, key: string): string | undefined {
  const label = node.metadata?.labels?.[key];
  return label === undefined && key === HOSTNAME
    ? node.status?.addresses?.find(({ type }) => type === 'Hostname')
        ?.address ?? node.metadata?.name
    : label;
}

/** Whether a node has all labels that a `nodeSelector` asks for. */
export function matchesNodeSelector(
  labels: Readonly<Record<string, string>> | undefined,
  node: Node,
): boolean {
  return Object.entries(labels ?? {}).every(
    ([key, value]) => nodeLabel(node, key) === value,
  );
}

/** Whether a node satisfies required node affinity: one of its terms, of that every requirement. None is satisfied by every node. */
export function matchesNodeAffinity(
  required: NodeSelector | undefined,
  node: Node,
): boolean {
  return (
    !required ||
    (required.nodeSelectorTerms ?? []).some(
      ({ matchExpressions = [], matchFields = [] }) =>
        // A term that asks for nothing is satisfied by nothing.
        matchExpressions.length + matchFields.length > 0 &&
        matchExpressions.every(each =>
          isMet(each, nodeLabel(node, each.key)),
        ) &&
        matchFields.every(each => isMet(each, node.metadata?.name)),
    )
  );
}

function isMet(
  { operator, values = [] }: NodeSelectorRequirement,
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}
