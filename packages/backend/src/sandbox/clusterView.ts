import {
  DaemonSets,
  Deployments,
  Namespaces,
  Nodes,
  SandboxCluster,
  StatefulSets,
} from '@groundcrew/sandbox';

/** One embedded cluster, with what in it can be broken. */
export interface ClusterView {
  name: string;
  environment: string;
  workloads: Array<{ kind: string; namespace: string; name: string }>;
  namespaces: string[];
  nodes: string[];
}

// The shop's own namespaces come first: what belongs to the cluster itself is seldom what one came to break.
const isOfTheCluster = (namespace: string) =>
  namespace.startsWith('kube-') ? 1 : 0;

/** What in a cluster can be broken: its workloads, namespaces and nodes. */
export function clusterView(cluster: SandboxCluster): ClusterView {
  const { store } = cluster;
  const workloads = [
    ...store.list(Deployments),
    ...store.list(StatefulSets),
    ...store.list(DaemonSets),
  ].map(({ kind, metadata }) => ({
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
  }));
  const inOrder = <T>(items: T[], namespaceOf: (item: T) => string) =>
    [...items].sort(
      (a, b) => isOfTheCluster(namespaceOf(a)) - isOfTheCluster(namespaceOf(b)),
    );
  return {
    name: cluster.name,
    environment: cluster.environment,
    workloads: inOrder(
      workloads.sort((a, b) => a.name.localeCompare(b.name, 'en')),
      workload => workload.namespace,
    ),
    // A quota in a namespace that runs nothing would break nothing.
    namespaces: inOrder(
      store
        .list(Namespaces)
        .map(({ metadata }) => metadata.name)
        .filter(name => workloads.some(({ namespace }) => namespace === name))
        .sort(),
      name => name,
    ),
    nodes: store.list(Nodes).map(({ metadata }) => metadata.name),
  };
}
