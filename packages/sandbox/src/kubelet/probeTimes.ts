import { Probe } from '../api/podTypes';

/** When a probe first succeeds: at its first tick after the application is up. */
export function firstSuccess(
  startedAt: number,
  startupMs: number,
  probe: Probe,
): number {
  const delayMs = initialDelayMs(probe);
  const ticks = Math.max(0, Math.ceil((startupMs - delayMs) / periodMs(probe)));
  const more = ((probe.successThreshold ?? 1) - 1) * periodMs(probe);
  return startedAt + delayMs + ticks * periodMs(probe) + more;
}

/** How long a probe must fail until it counts. */
export function toleranceMs(probe: Probe): number {
  return periodMs(probe) * (probe.failureThreshold ?? 3);
}

export function periodMs(probe: Probe): number {
  return (probe.periodSeconds ?? 10) * 1000;
}

export function initialDelayMs(probe: Probe): number {
  return (probe.initialDelaySeconds ?? 0) * 1000;
}
