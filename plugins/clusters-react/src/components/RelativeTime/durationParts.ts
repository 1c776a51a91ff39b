/**
 * A duration in the largest unit that fits, rounded down.
 *
 * @public
 */
export interface DurationParts {
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  count: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Puts milliseconds into the unit in which people would say them. A time in the future, as of a skewed clock, counts as now.
 *
 * @public
 */
export function durationParts(milliseconds: number): DurationParts {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < MINUTE) {
    return { unit: 'seconds', count: seconds };
  }
  if (seconds < HOUR) {
    return { unit: 'minutes', count: Math.floor(seconds / MINUTE) };
  }
  if (seconds < 2 * DAY) {
    return { unit: 'hours', count: Math.floor(seconds / HOUR) };
  }
  return { unit: 'days', count: Math.floor(seconds / DAY) };
}
