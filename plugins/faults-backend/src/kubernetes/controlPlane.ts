import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { EvidenceReader } from '@groundcrew/plugin-faults-node';

type Node = ObjectOf<'Node'>;

const ROLE = 'node-role.kubernetes.io/';
const ROLES = ['control-plane', 'master', 'controlplane'];
const COMPONENTS = /^kube-(?:scheduler|apiserver|controller-manager)(?:-|$)/;

/**
 * The nodes that run the control plane: by their role; else by what they say that they run; else by where its pods are.
 * Empty where nobody knows, as in clusters whose control plane is somebody else's.
 */
export function controlPlane(
  store: ObjectStore,
  evidence: EvidenceReader,
  nodes: readonly Node[] = store.list('Node'),
): Node[] {
  const byRole = nodes.filter(hasRole);
  if (byRole.length > 0) {
    return byRole;
  }
  const byComponents = nodes.filter(({ metadata }) =>
    (evidence.componentsOf(metadata?.name ?? '') ?? []).some(({ name }) =>
      COMPONENTS.test(name),
    ),
  );
  if (byComponents.length > 0) {
    return byComponents;
  }
  const hosts = new Set(
    store
      .list('Pod', { namespace: 'kube-system' })
      .filter(({ metadata }) => COMPONENTS.test(metadata?.name ?? ''))
      .map(({ spec }) => spec?.nodeName),
  );
  return nodes.filter(({ metadata }) => hosts.has(metadata?.name));
}

function hasRole({ metadata }: Node): boolean {
  const labels = metadata?.labels ?? {};
  return (
    ROLES.some(role => `${ROLE}${role}` in labels) ||
    ROLES.includes(labels['kubernetes.io/role'])
  );
}
