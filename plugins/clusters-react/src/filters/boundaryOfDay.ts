const TIMES = { start: 'T00:00:00.000', end: 'T23:59:59.999' } as const;

/**
 * When a day starts or ends for whoever looks.
 *
 * @param day - as `2026-01-31`
 * @returns ISO 8601; `undefined` for what is not a day
 *
 * @public
 */
export function boundaryOfDay(
  day: string,
  boundary: 'start' | 'end',
): string | undefined {
  // Without a zone, a time is one of the place where the browser is.
  const date = new Date(`${day}${TIMES[boundary]}`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
