/** Milliseconds since 1970 of a time in an object; undefined where there is none, or something else. */
export function timeOf(time: unknown): number | undefined {
  const milliseconds = typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * Whether something that happened at that time is younger than that many milliseconds, by our clock. What has no time, or one that
 * is yet to come, is as young as can be.
 */
export function isWithin(
  time: unknown,
  milliseconds: number,
  now: number,
): boolean {
  const happened = timeOf(time);
  return happened === undefined || now - happened <= milliseconds;
}
