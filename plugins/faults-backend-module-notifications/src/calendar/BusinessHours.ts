import { DateTime } from 'luxon';

/** When people are at work. */
export interface BusinessHours {
  /** An IANA time zone: `Europe/Berlin`. */
  timeZone: string;
  /** ISO: Monday is 1. */
  days: ReadonlySet<number>;
  /** Minutes since midnight. */
  fromMinute: number;
  /** Minutes since midnight; later than `fromMinute`. */
  toMinute: number;
}

/** No week has more days than this to look at, and the day that is begun. */
const DAYS_AHEAD = 8;

/**
 * When somebody is at work next: now, where they are.
 *
 * @remarks
 *
 * Follows the clocks on the wall: a day begins at the same time before and after they were changed. Pure.
 */
export function nextAtWork(hours: BusinessHours, now: number): number {
  const local = DateTime.fromMillis(now, { zone: hours.timeZone });
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = local.plus({ days: ahead });
    const begins = atMinute(day, hours.fromMinute);
    const ends = atMinute(day, hours.toMinute);
    if (hours.days.has(day.weekday) && now < ends) {
      return Math.max(now, begins);
    }
  }
  return now;
}

function atMinute(day: DateTime, minute: number): number {
  return minute >= 24 * 60
    ? day.startOf('day').plus({ days: 1 }).toMillis()
    : day
        .set({
          hour: Math.floor(minute / 60),
          minute: minute % 60,
          second: 0,
          millisecond: 0,
        })
        .toMillis();
}
