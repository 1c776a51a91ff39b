import { compareEnvironments } from '@groundcrew/plugin-clusters-common';
import type { IncidentSummary } from '@groundcrew/plugin-faults-common';

/** One incident as a bar: where it begins and ends, as shares of the time that is drawn. */
export interface TimelineBar {
  incident: IncidentSummary;
  /** 0 to 1. */
  start: number;
  end: number;
}

/** The incidents of one cluster, in lanes in which no two overlap. */
export interface TimelineRow {
  cluster: string;
  lanes: TimelineBar[][];
}

/** How much of the time a bar takes up at least: shorter ones could neither be read nor hit. */
const SHORTEST = 0.025;

/** Puts incidents into rows by cluster. Those outside of the time are left out. */
export function timelineRows(
  incidents: readonly IncidentSummary[],
  from: number,
  to: number,
): TimelineRow[] {
  const rows = new Map<string, TimelineBar[][]>();
  const environments = new Map<string, string | undefined>();
  const byStart = [...incidents].sort(
    (a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt),
  );
  for (const incident of byStart) {
    const opened = Date.parse(incident.openedAt);
    const ended = incident.resolvedAt ? Date.parse(incident.resolvedAt) : to;
    if (ended < from || opened > to) {
      continue;
    }
    const share = (time: number) =>
      Math.min(1, Math.max(0, (time - from) / (to - from)));
    const start = Math.min(share(opened), 1 - SHORTEST);
    const end = Math.max(share(ended), start + SHORTEST);
    const bar = { incident, start, end };
    const lanes = rows.get(incident.object.cluster) ?? [];
    rows.set(incident.object.cluster, lanes);
    environments.set(incident.object.cluster, incident.environment);
    const free = lanes.find(lane => lane[lane.length - 1].end <= bar.start);
    if (free) {
      free.push(bar);
    } else {
      lanes.push([bar]);
    }
  }
  return [...rows]
    .map(([cluster, lanes]) => ({ cluster, lanes }))
    .sort(
      (a, b) =>
        compareEnvironments(
          environments.get(a.cluster),
          environments.get(b.cluster),
        ) || a.cluster.localeCompare(b.cluster),
    );
}
