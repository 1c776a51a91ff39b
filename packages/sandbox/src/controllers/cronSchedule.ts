const FIELDS: Array<[least: number, most: number]> = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];
const MINUTE_MS = 60_000;
const LONGEST_SEARCH_MINUTES = 9 * 366 * 24 * 60;

/** The next time, in UTC, at which a cron schedule of five fields falls due; undefined when it is not one. */
export function nextOccurrence(
  schedule: string,
  afterMs: number,
): number | undefined {
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return undefined;
  const allowed = fields.map((field, index) =>
    parseField(field, FIELDS[index]),
  );
  if (allowed.some(values => values === undefined)) return undefined;
  const [minutes, hours, days, months, weekdays] = allowed as Set<number>[];
  const either = fields[2] !== '*' && fields[4] !== '*';
  let at = Math.floor(afterMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  for (let searched = 0; searched < LONGEST_SEARCH_MINUTES; ) {
    const date = new Date(at);
    const weekday = date.getUTCDay();
    const onDay = days.has(date.getUTCDate());
    const onWeekday =
      weekdays.has(weekday) || (weekday === 0 && weekdays.has(7));
    const dayFits = either ? onDay || onWeekday : onDay && onWeekday;
    let leapMinutes = 0;
    if (!dayFits || !months.has(date.getUTCMonth() + 1)) {
      leapMinutes = 24 * 60 - date.getUTCHours() * 60 - date.getUTCMinutes();
    } else if (!hours.has(date.getUTCHours())) {
      leapMinutes = 60 - date.getUTCMinutes();
    } else if (!minutes.has(date.getUTCMinutes())) {
      leapMinutes = 1;
    }
    if (leapMinutes === 0) return at;
    at += leapMinutes * MINUTE_MS;
    searched += leapMinutes;
  }
  return undefined;
}

function parseField(
  field: string,
  [least, most]: [number, number],
): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part);
    if (!match) return undefined;
    const [, start, end, step] = match;
    const from = start === '*' ? least : Number(start);
    let to = from;
    if (end) to = Number(end);
    else if (start === '*' || step) to = most;
    if (from < least || to > most || Number(step) === 0) return undefined;
    for (let value = from; value <= to; value += Number(step ?? 1)) {
      values.add(value);
    }
  }
  return values;
}
