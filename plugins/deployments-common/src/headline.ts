import type { DeploymentsView, Place, WorkloadSummary } from './deployments';

/**
 * One clause of the sentence on top of the tab. Pages put it into words.
 *
 * @public
 */
export type HeadlineClause =
  | {
      type: 'degraded';
      environment: string;
      version?: string;
      notReadyPods: number;
      reason?: string;
    }
  | {
      type: 'rolling-out';
      environment: string;
      version?: string;
      progress: number;
    }
  | { type: 'paused'; environment: string; version?: string }
  | { type: 'unknown'; environment: string; since: string }
  | { type: 'stopped'; environment: string }
  | { type: 'running'; environments: string[]; version?: string };

/** How soon each clause should be read: what needs a person comes first. */
const URGENCY: readonly HeadlineClause['type'][] = [
  'degraded',
  'unknown',
  'rolling-out',
  'paused',
  'running',
  'stopped',
];

/**
 * Says in one sentence what of an entity runs where, and whether anything needs doing.
 *
 * @returns the clauses of the sentence, the most urgent first; none when nothing was found
 *
 * @public
 */
export function headlineOf(
  view: Pick<DeploymentsView, 'places'>,
): HeadlineClause[] {
  const clauses = view.places.flatMap(place =>
    clausesOf(place, nameOf(place, view.places)),
  );
  return mergeRunning(clauses).sort(
    (left, right) => URGENCY.indexOf(left.type) - URGENCY.indexOf(right.type),
  );
}

/** The environment; with its cluster where the places of that environment are not all well, so that each clause says which of them it means. */
function nameOf(place: Place, places: readonly Place[]): string {
  const environment = place.environment ?? place.cluster;
  const siblings = places.filter(
    other => (other.environment ?? other.cluster) === environment,
  );
  const allWell = siblings.every(
    ({ status, freshness }) => status === 'running' && !freshness.stale,
  );
  if (siblings.length === 1 || allWell) {
    return environment;
  }
  const isOnlyOfItsCluster =
    siblings.filter(other => other.cluster === place.cluster).length === 1;
  return isOnlyOfItsCluster
    ? `${environment} (${place.cluster})`
    : `${environment} (${place.cluster}/${place.namespace})`;
}

function clausesOf(place: Place, environment: string): HeadlineClause[] {
  if (place.freshness.stale) {
    return [
      { type: 'unknown', environment, since: place.freshness.stale.since },
    ];
  }
  const worst = place.workloads.find(
    workload => workload.status === place.status,
  );
  const version = worst?.version ?? place.version;
  switch (place.status) {
    case 'degraded':
      return [
        {
          type: 'degraded',
          environment,
          version,
          notReadyPods: sum(place.workloads, workload => workload.notReadyPods),
          // That a pod is not ready is said already.
          reason: worst?.problems.find(({ reason }) => reason !== 'NotReady')
            ?.reason,
        },
      ];
    case 'progressing':
      return [
        {
          type: 'rolling-out',
          environment,
          version,
          progress: worst?.rollout.progress ?? 0,
        },
      ];
    case 'paused':
      return [{ type: 'paused', environment, version }];
    case 'stopped':
      return [{ type: 'stopped', environment }];
    case 'running':
    case 'completed':
      return [{ type: 'running', environments: [environment], version }];
    default:
      return [];
  }
}

/** Environments that run the same version share a clause. */
function mergeRunning(clauses: HeadlineClause[]): HeadlineClause[] {
  const merged: HeadlineClause[] = [];
  for (const clause of clauses) {
    const same =
      clause.type === 'running' &&
      merged.find(
        other => other.type === 'running' && other.version === clause.version,
      );
    if (same && same.type === 'running') {
      same.environments = [
        ...new Set([...same.environments, ...clause.environments]),
      ];
    } else {
      merged.push({ ...clause });
    }
  }
  return merged;
}

function sum(
  workloads: WorkloadSummary[],
  value: (workload: WorkloadSummary) => number,
): number {
  return workloads.reduce((total, workload) => total + value(workload), 0);
}
