import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { Status } from '@groundcrew/plugin-clusters-react';
import type { Place } from '@groundcrew/plugin-deployments-common';

/** One place, summed up for a row. */
export interface PlaceRow {
  id: string;
  name: string;
  status: Status;
  version: string | undefined;
  ready: number;
  desired: number;
  /** Its workload, when it has just one. */
  workload: ObjectRef | undefined;
}

/** Sums up places, a row each. The cluster is only named where an environment has several places. */
export function placeRows(places: readonly Place[]): PlaceRow[] {
  const nameOf = (place: Place) => place.environment ?? place.cluster;
  return places.map(place => {
    const isOnly =
      places.filter(other => nameOf(other) === nameOf(place)).length === 1;
    return {
      id: `${place.cluster}/${place.namespace}`,
      name: isOnly
        ? nameOf(place)
        : `${nameOf(place)} · ${place.clusterTitle ?? place.cluster}`,
      status: place.freshness.stale ? 'unknown' : place.status,
      version: place.version,
      ready: sum(place, 'ready'),
      desired: sum(place, 'desired'),
      workload:
        place.workloads.length === 1 ? place.workloads[0].ref : undefined,
    };
  });
}

function sum(place: Place, field: 'ready' | 'desired'): number {
  return place.workloads.reduce(
    (total, workload) => total + workload.replicas[field],
    0,
  );
}
