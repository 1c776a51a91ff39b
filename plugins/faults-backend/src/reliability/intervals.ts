/** A stretch of time: milliseconds since 1970, without the last. */
export interface Interval {
  from: number;
  to: number;
}

/** The part of it that lies within another one. */
export function clip({ from, to }: Interval, bounds: Interval): Interval {
  return { from: Math.max(from, bounds.from), to: Math.min(to, bounds.to) };
}

/** The time that is in any of them, in order, in as few stretches as can be. Pure. */
export function union(intervals: Iterable<Interval>): Interval[] {
  const merged: Interval[] = [];
  const ordered = [...intervals]
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from);
  for (const { from, to } of ordered) {
    const last = merged.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
    } else {
      merged.push({ from, to });
    }
  }
  return merged;
}

/** How long they are together. They may not overlap. */
export function totalOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + (to - from), 0);
}

/** The parts of an interval that lie in some others, which are in order and do not overlap. */
export function within(
  interval: Interval,
  others: readonly Interval[],
): Interval[] {
  const parts: Interval[] = [];
  for (let index = firstEndingAfter(interval.from, others); ; index += 1) {
    const other = others[index];
    if (!other || other.from >= interval.to) {
      return parts;
    }
    parts.push(clip(interval, other));
  }
}

function firstEndingAfter(time: number, others: readonly Interval[]): number {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (others[middle].to > time) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
