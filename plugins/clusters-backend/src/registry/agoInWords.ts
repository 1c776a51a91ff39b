const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const FORMAT = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** A time as seen from another: "3 days ago", "in 2 hours". */
export function agoInWords(time: Date, now: Date): string {
  const difference = time.getTime() - now.getTime();
  for (const [unit, milliseconds] of UNITS) {
    if (Math.abs(difference) >= milliseconds) {
      return FORMAT.format(Math.trunc(difference / milliseconds), unit);
    }
  }
  return difference < 0 ? 'just now' : 'in less than a minute';
}
