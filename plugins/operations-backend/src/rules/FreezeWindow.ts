import { DateTime } from 'luxon';

/** A time in which nothing is to be changed. */
export interface FreezeWindow {
  title: string;
  period:
    | { type: 'once'; from: Date; to: Date }
    | {
        type: 'weekly';
        /** On which it begins: 1 is Monday, 7 is Sunday. */
        days: readonly number[];
        /** `17:00`. */
        from: string;
        /** `08:00`: on the next day, when it is not after `from`. */
        to: string;
        /** An IANA name. */
        timezone: string;
      };
}

/** When a freeze window that is on now ends; undefined when it is not on. */
export function freezeEndsAt(
  { period }: FreezeWindow,
  now: number,
): number | undefined {
  if (period.type === 'once') {
    return now >= period.from.getTime() && now < period.to.getTime()
      ? period.to.getTime()
      : undefined;
  }
  const local = DateTime.fromMillis(now, { zone: period.timezone });
  // It may have begun yesterday.
  for (const day of [local, local.minus({ days: 1 })]) {
    const from = atTime(day, period.from);
    const sameDay = atTime(day, period.to);
    const to =
      sameDay > from ? sameDay : atTime(day.plus({ days: 1 }), period.to);
    if (period.days.includes(day.weekday) && local >= from && local < to) {
      return to.toMillis();
    }
  }
  return undefined;
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
}
