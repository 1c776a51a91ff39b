const SECOND_MS = 1_000;
const UNITS: readonly [number, string][] = [
  [86_400 * SECOND_MS, 'd'],
  [3_600 * SECOND_MS, 'h'],
  [60 * SECOND_MS, 'min'],
];

/** A time span for people: `15 min`, `1 h 30 min`, `2 d`. */
export function durationInWords(milliseconds: number): string {
  if (milliseconds < 60 * SECOND_MS) {
    return `${Math.max(0, Math.round(milliseconds / SECOND_MS))} s`;
  }
  const words: string[] = [];
  let rest = milliseconds;
  for (const [size, unit] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0 && words.length < 2) {
      words.push(`${count} ${unit}`);
      rest -= count * size;
    }
  }
  return words.join(' ');
}
