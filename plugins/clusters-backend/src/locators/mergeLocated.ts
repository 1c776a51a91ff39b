import type { ClusterOrigin, LocatedClusters } from './ClusterLocator';

const precedence: readonly ClusterOrigin[] = [
  'config',
  'kubeconfig',
  'catalog',
  'registry',
];

const words: Record<ClusterOrigin, string> = {
  config: 'kubernetes.clusterLocatorMethods',
  kubeconfig: 'a kubeconfig',
  catalog: 'the catalog',
  registry: 'the registry',
};

/** What one origin told of. */
export interface LocatedFrom extends LocatedClusters {
  origin: ClusterOrigin;
}

/** Puts together what several origins know. Of two clusters of one name the first wins; the other is told of as a problem. */
export function mergeLocated(all: readonly LocatedFrom[]): LocatedClusters {
  const clusters = new Map<string, LocatedClusters['clusters'][number]>();
  const problems: LocatedClusters['problems'] = [];
  const sorted = [...all].sort(
    (left, right) =>
      precedence.indexOf(left.origin) - precedence.indexOf(right.origin),
  );
  for (const located of sorted) {
    problems.push(...located.problems);
    for (const cluster of located.clusters) {
      const first = clusters.get(cluster.name);
      if (first) {
        problems.push({
          cluster: cluster.name,
          message: `there are two clusters of this name: the one from ${
            words[first.origin]
          } is used, the one from ${words[cluster.origin]} is not`,
        });
      } else {
        clusters.set(cluster.name, cluster);
      }
    }
  }
  return { clusters: [...clusters.values()], problems };
}
