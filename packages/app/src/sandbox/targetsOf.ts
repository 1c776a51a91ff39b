import { Fault, FaultTarget, SandboxCluster } from './api';

/** What in a cluster a fault can break, each with a key of its own; empty for a fault of the whole cluster. */
export function targetsOf(
  fault: Fault,
  cluster: SandboxCluster,
): Array<{ key: string; target: FaultTarget }> {
  const targets = (): FaultTarget[] => {
    switch (fault.targetKind) {
      case 'workload':
        return cluster.workloads;
      case 'namespace':
        return cluster.namespaces.map(name => ({ name }));
      case 'node':
        return cluster.nodes.map(name => ({ name }));
      default:
        return [];
    }
  };
  return targets().map(target => ({
    key: [target.kind, target.namespace, target.name].join('/'),
    target,
  }));
}

/** Where a fault is at work: "dev / shop-checkout / checkout". */
export function placeOf(fault: {
  cluster: string;
  target?: FaultTarget;
}): string {
  return [fault.cluster, fault.target?.namespace, fault.target?.name]
    .filter(part => part !== undefined)
    .join(' / ');
}
