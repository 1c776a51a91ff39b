import type { DetectorRecord } from '@groundcrew/plugin-faults-common';
import type { IncidentOutline } from './IncidentStore';

/** What is over so soon, before anybody has answered, was no matter for a person. */
const PASSING_MS = 5 * 60_000;

/**
 * How much each fault of each detector asked of people, the noisiest first. Pure.
 *
 * @remarks
 *
 * Noise is the share of incidents that came back, or passed by themselves. It is drawn towards none where there were few: one incident
 * that passed says little (a Laplace estimate, with two incidents that did not).
 */
export function detectorRecordsOf(
  incidents: readonly IncidentOutline[],
): DetectorRecord[] {
  const groups = new Map<string, IncidentOutline[]>();
  for (const incident of incidents) {
    const key = `${incident.detector} ${incident.fault}`;
    groups.set(key, [...(groups.get(key) ?? []), incident]);
  }
  return [...groups.values()]
    .map(recordOf)
    .sort(
      (one, other) =>
        other.noise - one.noise ||
        other.incidents - one.incidents ||
        one.fault.localeCompare(other.fault),
    );
}

function recordOf(incidents: readonly IncidentOutline[]): DetectorRecord {
  const [{ detector, fault, title }] = incidents;
  const reopened = incidents.filter(each => each.reopened > 0).length;
  const passing = incidents.filter(isPassing).length;
  const noisy = incidents.filter(
    each => each.reopened > 0 || isPassing(each),
  ).length;
  return {
    detector,
    fault,
    title,
    incidents: incidents.length,
    reopened,
    passing,
    acknowledged: incidents.filter(({ isAcknowledged }) => isAcknowledged)
      .length,
    medianDurationMs: medianOf(
      incidents.flatMap(({ openedAt, resolvedAt }) =>
        resolvedAt === undefined ? [] : [resolvedAt - openedAt],
      ),
    ),
    noise: noisy / (incidents.length + 2),
  };
}

function isPassing({
  isAcknowledged,
  openedAt,
  resolvedAt = Infinity,
}: IncidentOutline): boolean {
  return !isAcknowledged && resolvedAt - openedAt < PASSING_MS;
}

/** The upper one of two in the middle. */
function medianOf(values: number[]): number | undefined {
  return values.sort((one, other) => one - other)[
    Math.floor(values.length / 2)
  ];
}
