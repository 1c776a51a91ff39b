import type {
  EnvironmentReliability,
  ReliabilityView,
} from '@groundcrew/plugin-faults-common';
import { objectRef } from './incidents';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How an entity did in prod over 30 days; give what differs. */
export function environmentReliability(
  more: Partial<EnvironmentReliability> = {},
): EnvironmentReliability {
  const now = Date.now();
  const at = (minutes: number) =>
    new Date(now - minutes * MINUTE_MS).toISOString();
  return {
    environment: 'prod',
    health: 'down',
    workloads: [{ object: objectRef(), health: 'down', desired: 3, ready: 0 }],
    observedMs: 10 * DAY_MS,
    downMs: 22 * MINUTE_MS,
    degradedMs: 90 * MINUTE_MS,
    availability: 0.99847,
    slo: {
      objective: 0.999,
      budgetMs: 43.2 * MINUTE_MS,
      budgetLeft: 0.4907,
      burnRate: 14.2,
    },
    incidents: 3,
    mttrMs: 11 * MINUTE_MS,
    mtbfMs: 3.2 * DAY_MS,
    spans: [
      { health: 'unknown', from: at(43_200), to: at(14_400) },
      { health: 'up', from: at(14_400), to: at(6_000) },
      { health: 'degraded', from: at(6_000), to: at(5_910) },
      { health: 'up', from: at(5_910), to: at(22) },
      { health: 'down', from: at(22), to: at(0) },
    ],
    ...more,
  };
}

/** How the component `checkout` did over 30 days; give what differs. */
export function reliabilityView(
  more: Partial<ReliabilityView> = {},
): ReliabilityView {
  const now = Date.now();
  return {
    from: new Date(now - 30 * DAY_MS).toISOString(),
    to: new Date(now).toISOString(),
    environments: [
      environmentReliability({
        environment: 'dev',
        health: 'up',
        availability: 1,
        downMs: 0,
        degradedMs: 0,
        incidents: 0,
        mttrMs: undefined,
        mtbfMs: undefined,
        slo: { objective: 0.99, budgetMs: 7.2 * 60 * MINUTE_MS, budgetLeft: 1 },
        spans: [
          {
            health: 'up',
            from: new Date(now - 10 * DAY_MS).toISOString(),
            to: new Date(now).toISOString(),
          },
        ],
      }),
      environmentReliability(),
    ],
    ...more,
  };
}
