import type { Place } from '@groundcrew/plugin-deployments-common';

/** The places of one environment. */
export interface EnvironmentColumn {
  /** Undefined for a cluster without one. */
  environment: string | undefined;
  /** The environment, or the cluster that stands in for it. */
  id: string;
  places: Place[];
}

/** Groups places by environment, in the order in which environments first occur. A cluster without one stands on its own. */
export function environmentColumns(
  places: readonly Place[],
): EnvironmentColumn[] {
  const columns = new Map<string, EnvironmentColumn>();
  for (const place of places) {
    const id = place.environment ?? `cluster:${place.cluster}`;
    const column = columns.get(id) ?? {
      environment: place.environment,
      id,
      places: [],
    };
    column.places.push(place);
    columns.set(id, column);
  }
  return [...columns.values()];
}
