import type {
  EnvironmentReliability,
  Health,
  IncidentSummary,
} from '@groundcrew/plugin-faults-common';
import {
  coarsen,
  healthTimeline,
  type HealthHistory,
  type Stretch,
} from './healthTimeline';
import { clip, totalOf, union, within, type Interval } from './intervals';

const HOUR_MS = 3_600_000;
/** More cannot be told apart on a page. */
const MOST_SPANS = 500;

/** An incident, as far as it counts. */
export type PastIncident = Pick<
  IncidentSummary,
  'openedAt' | 'resolvedAt' | 'resolution' | 'mergedInto'
>;

/** What {@link reliabilityOf} counts. */
export interface ReliabilityInput extends HealthHistory {
  incidents: readonly PastIncident[];
  /** More than 0 and less than 1. */
  objective: number;
  /** This and the other times: milliseconds since 1970. */
  from: number;
  /** Now. */
  to: number;
  /** Since when the spans are whole; from the beginning when left out. */
  knownFrom?: number;
}

/** How something did, without what it is. */
export type ReliabilityFigures = Omit<
  EnvironmentReliability,
  'environment' | 'health' | 'workloads'
>;

/**
 * How workloads did together over a time. Pure.
 *
 * @remarks
 *
 * Time that nobody looked at is neither up nor down. Availability is the share of the time in which something was wanted that
 * it was not down; `degraded` serves. The error budget is what the objective leaves of the whole window, and the burn rate how
 * many times faster than that it was used, after the Site Reliability Workbook of Google
 * (https://sre.google/workbook/implementing-slos/, https://sre.google/workbook/alerting-on-slos/).
 */
export function reliabilityOf(input: ReliabilityInput): ReliabilityFigures {
  const { from, knownFrom = from, objective, to } = input;
  const observed = input.observed.map(one => ({
    ...one,
    from: Math.max(one.from, knownFrom),
  }));
  const timeline = healthTimeline({ ...input, observed }, { from, to });
  const downMs = timeIn(timeline, 'down');
  const availability = availabilityOf(timeline);
  const budgetMs = (1 - objective) * (to - from);
  const lastHour = availabilityOf(
    timeline
      .map(one => ({ ...one, ...clip(one, { from: to - HOUR_MS, to }) }))
      .filter(one => one.from < one.to),
  );
  return {
    observedMs: to - from - timeIn(timeline, 'unknown'),
    downMs,
    degradedMs: timeIn(timeline, 'degraded'),
    availability,
    slo: {
      objective,
      budgetMs,
      budgetLeft: budgetMs > 0 ? 1 - downMs / budgetMs : 0,
      burnRate:
        lastHour === undefined || objective === 1
          ? undefined
          : (1 - lastHour) / (1 - objective),
    },
    ...incidentFigures(input.incidents, timeline, { from, to }),
    spans: coarsen(timeline, MOST_SPANS).map(one => ({
      health: one.health,
      from: new Date(one.from).toISOString(),
      to: new Date(one.to).toISOString(),
    })),
  };
}

function availabilityOf(timeline: readonly Stretch[]): number | undefined {
  const downMs = timeIn(timeline, 'down');
  const wantedMs =
    downMs + timeIn(timeline, 'up') + timeIn(timeline, 'degraded');
  return wantedMs > 0 ? 1 - downMs / wantedMs : undefined;
}

function timeIn(timeline: readonly Stretch[], health: Health): number {
  return totalOf(timeline.filter(one => one.health === health));
}

/** A mean of what was seen in less time than this would be taken for a promise. */
const LEAST_OPERATING_MS = 60 * 60_000;

/**
 * MTTR: the mean time from the beginning of an incident until it was over. MTBF: the time in which somebody looked and no
 * incident was going on, for each incident (IEC 60050-192: mean operating time between failures).
 */
function incidentFigures(
  all: readonly PastIncident[],
  timeline: readonly Stretch[],
  window: Interval,
): Pick<ReliabilityFigures, 'incidents' | 'mttrMs' | 'mtbfMs'> {
  const incidents = all
    .filter(one => one.resolution !== 'merged' && one.mergedInto === undefined)
    .map(one => ({
      from: Date.parse(one.openedAt),
      to: one.resolvedAt ? Date.parse(one.resolvedAt) : window.to,
      // Nobody knows when one ended in a cluster that is not linked any more.
      hasRecovered: Boolean(one.resolvedAt) && one.resolution !== 'unlinked',
    }))
    .filter(one => one.from < window.to && one.to > window.from);
  const recovered = incidents.filter(one => one.hasRecovered);
  const troubled = union(incidents.map(one => clip(one, window)));
  const operatingMs = totalOf(
    timeline
      .filter(({ health }) => health !== 'unknown')
      .flatMap(one => without(one, troubled)),
  );
  return {
    incidents: incidents.length,
    mttrMs:
      recovered.length > 0
        ? totalOf(
            recovered.map(({ from, to }) => ({ from, to: Math.max(from, to) })),
          ) / recovered.length
        : undefined,
    mtbfMs:
      incidents.length > 0 && operatingMs >= LEAST_OPERATING_MS
        ? operatingMs / incidents.length
        : undefined,
  };
}

/** What is left of an interval without some others, which are in order and do not overlap. */
function without(interval: Interval, others: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let { from } = interval;
  for (const taken of within(interval, others)) {
    left.push({ from, to: taken.from });
    from = taken.to;
  }
  left.push({ from, to: interval.to });
  return left;
}
