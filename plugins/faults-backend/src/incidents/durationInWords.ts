const UNITS: [string, number][] = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** Milliseconds in the largest two units that count: `2 h 5 min` is `2 hours 5 minutes`. */
export function durationInWords(milliseconds: number): string {
  const parts: string[] = [];
  let left = Math.max(0, Math.round(milliseconds / 1_000)) * 1_000;
  for (const [unit, length] of UNITS) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0 && parts.length < 2) {
      parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    } else if (parts.length > 0) {
      break;
    }
  }
  return parts.join(' ') || '0 seconds';
}
