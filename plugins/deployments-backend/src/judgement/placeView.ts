import type { EntityPlace } from '@groundcrew/plugin-clusters-node';
import type {
  Place,
  WorkloadStatus,
  WorkloadSummary,
} from '@groundcrew/plugin-deployments-common';
import { workloadSummary } from './workloadSummary';

/** What a reader may do in a place beside seeing it. */
export interface PlaceRights {
  logsAllowed: boolean;
  configurationAllowed: boolean;
}

/** States from the one that matters most. A place is as its worst workload is. */
const WORST_FIRST: readonly WorkloadStatus[] = [
  'unknown',
  'degraded',
  'paused',
  'progressing',
  'running',
  'stopped',
  'completed',
];

/** Sums up what an entity runs in one namespace of one cluster. */
export function placeView(
  place: EntityPlace,
  rights: PlaceRights,
  options: { clusterTitle?: string; now: number },
): Place {
  const workloads = place.workloads
    .map(tree => workloadSummary(tree, place, options.now))
    .sort((left, right) => left.ref.name.localeCompare(right.ref.name, 'en'));
  return {
    cluster: place.cluster,
    clusterTitle: options.clusterTitle,
    namespace: place.namespace,
    environment: place.target.environment,
    owner: place.target.owner,
    freshness: place.freshness,
    status: place.freshness.stale ? 'unknown' : worstOf(workloads),
    version: commonVersion(workloads),
    workloads,
    ...rights,
  };
}

function worstOf(workloads: WorkloadSummary[]): WorkloadStatus {
  return (
    WORST_FIRST.find(status =>
      workloads.some(workload => workload.status === status),
    ) ?? 'unknown'
  );
}

/** The version that most workloads run; of several, the first by name. */
function commonVersion(workloads: WorkloadSummary[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { version } of workloads) {
    if (version) {
      counts.set(version, (counts.get(version) ?? 0) + 1);
    }
  }
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
}
