import type { ClusterView } from '@groundcrew/plugin-clusters-common';

/** Below this score a cluster is not as it should be. */
const HEALTHY_SCORE = 90;

/** Whether a person should look at a cluster. One that is only just being connected gets its time. */
export function needsAttention(cluster: ClusterView): boolean {
  return (
    cluster.state === 'unreachable' ||
    cluster.state === 'unauthorized' ||
    Boolean(cluster.freshness.stale && cluster.state !== 'connecting') ||
    cluster.kinds.some(({ state }) => state === 'incomplete') ||
    (cluster.health !== undefined && cluster.health.score < HEALTHY_SCORE)
  );
}
