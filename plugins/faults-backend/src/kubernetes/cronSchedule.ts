/** The fields of a schedule: the least and the greatest number of each, and the names that stand for numbers. */
const FIELDS: { least: number; greatest: number; names: string[] }[] = [
  { least: 0, greatest: 59, names: [] },
  { least: 0, greatest: 23, names: [] },
  { least: 1, greatest: 31, names: [] },
  {
    least: 1,
    greatest: 12,
    names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  },
  {
    least: 0,
    greatest: 6,
    names: 'sun mon tue wed thu fri sat'.split(' '),
  },
];
const MACRO = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const EVERY = /^@every (?:\d{1,9}(?:\.\d{1,9})?(?:h|m|s|ms|us|ns)){1,6}$/;

/** Whether kube-controller-manager understands the schedule of a CronJob. */
export function isSchedule(schedule: string): boolean {
  const text = schedule.trim().replace(/^(?:CRON_)?TZ=\S{1,100}\s+/, '');
  if (MACRO.test(text) || EVERY.test(text)) {
    return true;
  }
  const fields = text.split(/\s+/);
  return (
    fields.length === FIELDS.length &&
    fields.every((field, index) =>
      field.split(',').every(part => isPart(part, FIELDS[index])),
    )
  );
}

function isPart(
  part: string,
  { greatest, least, names }: (typeof FIELDS)[number],
): boolean {
  const [range, step, ...more] = part.toLowerCase().split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) {
    return false;
  }
  if (range === '*' || range === '?') {
    return true;
  }
  const ends = range.split('-').map(end => {
    const name = names.indexOf(end);
    const number = /^\d{1,2}$/.test(end) ? Number(end) : NaN;
    return name === -1 ? number : name + least;
  });
  return (
    ends.length <= 2 &&
    ends.every(end => end >= least && end <= greatest) &&
    ends[0] <= (ends[1] ?? greatest)
  );
}
