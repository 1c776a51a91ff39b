import type { Signal } from '@groundcrew/plugin-faults-node';

/** The limit of the alert CPUThrottlingHigh of kubernetes-mixin. */
export const TOO_MUCH_THROTTLING = 0.25;
const GROWN = 2;

/** Throttling that shows that a workload wants far more CPU than it had and gets; undefined where there is none. */
export function overloadIn(
  signals: readonly Signal[],
  name: string,
): Signal | undefined {
  const of = (metric: Signal['metric']) =>
    signals.find(
      signal => signal.metric === metric && signal.object.name === name,
    );
  const throttling = of('cpu-throttling');
  if (!throttling || throttling.current <= TOO_MUCH_THROTTLING) {
    return undefined;
  }
  const cpu = of('cpu');
  // An alert about throttling speaks for itself; a series also throttles where limits are tight, at no more work than ever.
  const growth = cpu
    ? cpu.current / Math.max(cpu.normal ?? 0, 0.001)
    : Number(throttling.source === 'alert') * GROWN;
  return growth >= GROWN ? throttling : undefined;
}

/** Whether anything is overloaded. */
export function isOverloaded(signals: readonly Signal[]): boolean {
  return signals.some(({ object }) => overloadIn(signals, object.name));
}
