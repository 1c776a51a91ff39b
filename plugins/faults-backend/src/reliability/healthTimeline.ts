import type { Health } from '@groundcrew/plugin-faults-common';
import type { ObservedSpan, WorkloadSpan } from './HealthStore';
import { clip, union, within, type Interval } from './intervals';
import { worstHealth } from './worstHealth';

/** For how long something was in one state. */
export interface Stretch extends Interval {
  health: Health;
}

/** What was written down of some workloads. */
export interface HealthHistory {
  spans: readonly Pick<WorkloadSpan, 'cluster' | 'health' | 'from' | 'to'>[];
  observed: readonly ObservedSpan[];
  /** Where the workloads are. */
  clusters: readonly string[];
}

/**
 * How workloads did together, for all of a time, in order and without a gap. Pure.
 *
 * @remarks
 *
 * At any moment the worst of them counts. What was written down of a cluster says something only of the time in which somebody
 * looked at it: for the rest nobody knows, and as little while there was no workload.
 */
export function healthTimeline(
  { clusters, observed, spans }: HealthHistory,
  window: Interval,
): Stretch[] {
  const seen = new Map(
    [...new Set(clusters)].map(name => [
      name,
      union(
        observed
          .filter(({ cluster }) => cluster === name)
          .map(one => clip(one, window)),
      ),
    ]),
  );
  const steps = stepsOf(
    spans.flatMap(({ cluster, from, health, to = window.to }) =>
      within({ from, to }, seen.get(cluster) ?? []).map(part => ({
        ...part,
        health,
      })),
    ),
    [...seen.values()].flat(),
  );

  const counts: Record<string, number> = {};
  let lookedAt = 0;
  let at = window.from;
  const stretches: Stretch[] = [];
  const until = (to: number) => {
    if (to > at) {
      const known = Object.keys(counts).filter(key => counts[key] > 0);
      append(stretches, {
        from: at,
        to,
        health: worstHealth([
          ...(known as Health[]),
          ...(lookedAt < seen.size ? (['unknown'] as const) : []),
        ]),
      });
      at = to;
    }
  };
  for (const step of steps) {
    until(step.at);
    if (step.health === undefined) {
      lookedAt += step.by;
    } else {
      counts[step.health] = (counts[step.health] ?? 0) + step.by;
    }
  }
  until(window.to);
  return stretches;
}

interface Step {
  at: number;
  by: 1 | -1;
  /** Left out: somebody began, or ceased, to look at a cluster. */
  health?: Health;
}

function stepsOf(
  parts: readonly Stretch[],
  observed: readonly Interval[],
): Step[] {
  const steps: Step[] = [];
  for (const { from, to, health } of parts) {
    if (from < to) {
      steps.push({ at: from, by: 1, health }, { at: to, by: -1, health });
    }
  }
  for (const { from, to } of observed) {
    steps.push({ at: from, by: 1 }, { at: to, by: -1 });
  }
  return steps.sort((one, other) => one.at - other.at);
}

function append(stretches: Stretch[], stretch: Stretch): void {
  const last = stretches.at(-1);
  if (last?.health === stretch.health) {
    last.to = stretch.to;
  } else {
    stretches.push(stretch);
  }
}

/**
 * No more stretches than can be shown: where there are too many, slices of equal length are each as bad as the worst within. Pure.
 */
export function coarsen(
  stretches: readonly Stretch[],
  most: number,
): Stretch[] {
  if (stretches.length <= most) {
    return [...stretches];
  }
  const { from } = stretches[0];
  const sliceMs = (stretches[stretches.length - 1].to - from) / most;
  const slices: Health[][] = Array.from({ length: most }, () => []);
  for (const stretch of stretches) {
    const first = Math.floor((stretch.from - from) / sliceMs);
    const last = Math.ceil((stretch.to - from) / sliceMs) - 1;
    for (let index = first; index <= Math.min(last, most - 1); index += 1) {
      slices[index].push(stretch.health);
    }
  }
  const coarse: Stretch[] = [];
  slices.forEach((each, index) =>
    append(coarse, {
      from: Math.round(from + index * sliceMs),
      to: Math.round(from + (index + 1) * sliceMs),
      health: worstHealth(each),
    }),
  );
  return coarse;
}
