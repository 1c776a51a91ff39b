import type { DeploymentsView } from '@groundcrew/plugin-deployments-common';

/** Clusters that cannot be read and of which nothing is shown: something may run there that nobody sees. */
export function unreadClusters(view: DeploymentsView): string[] {
  const shown = new Set(view.places.map(place => place.cluster));
  return view.searchedClusters
    .filter(({ cluster, freshness }) => freshness.stale && !shown.has(cluster))
    .map(({ cluster }) => cluster);
}
