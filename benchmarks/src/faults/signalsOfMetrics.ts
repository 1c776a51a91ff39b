import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import type { Signal, SignalMetric } from '@groundcrew/plugin-faults-node';
import type { RecordedMetrics } from './RecordedCase';

interface Series {
  object: LocalRef;
  column: string;
  /** Of the first fifth: as it was before anything happened. */
  normal: number;
  /** Robust: 1.4826 times the median deviation is the standard deviation of a normal distribution. */
  deviation: number;
  /** Quartiles of what followed: a fault comes and goes within a recording. */
  low: number;
  current: number;
}

const METRICS: [RegExp, SignalMetric][] = [
  [/^p\d+latency$/, 'latency'],
  [/^cpu_cfs$/, 'cpu-throttling'],
  [/^cpu$/, 'cpu'],
  [/^mem$/, 'memory'],
  [/^tcp_retr?ans/, 'tcp-retransmissions'],
  [/^(rps|network_receive|network_transmit)$/, 'traffic'],
];

/** What left the spread that a series had at the beginning of its case. */
export function signalsOfMetrics(
  metrics: RecordedMetrics | null,
  refOf: (name: string) => LocalRef | undefined,
): Signal[] {
  const found = new Map<string, Signal>();
  for (const series of seriesOf(metrics, refOf)) {
    const signal = signalOf(series);
    if (signal) {
      const key = `${series.object.kind}/${series.object.name} ${signal.metric}`;
      const other = found.get(key);
      if (!other || growth(signal) > growth(other)) {
        found.set(key, signal);
      }
    }
  }
  return [...found.values()];
}

function growth({ current, normal = 0 }: Signal): number {
  return Math.abs(current - normal);
}

function signalOf(series: Series): Signal | undefined {
  const { column, current, deviation, low, normal, object } = series;
  const metric = METRICS.find(([pattern]) => pattern.test(column))?.[1];
  const rose =
    current > 2 * normal &&
    current > normal + 6 * Math.max(deviation, 0.02 * Math.abs(normal));
  const signal = (value: number): Signal => ({
    object,
    metric: metric!,
    normal,
    current: value,
    source: 'metric',
  });
  switch (metric) {
    case 'latency':
      // Below a millisecond nobody waits.
      return rose && current > 1 ? signal(current) : undefined;
    case 'cpu':
    case 'cpu-throttling':
    case 'memory':
      return rose && object.kind !== 'Node' ? signal(current) : undefined;
    case 'tcp-retransmissions':
      // Also of nodes that are hardly touched: to compare.
      return current > normal ? signal(current) : undefined;
    case 'traffic':
      return low < normal / 2 ? signal(low) : undefined;
    default:
      return undefined;
  }
}

function* seriesOf(
  metrics: RecordedMetrics | null,
  refOf: (name: string) => LocalRef | undefined,
): Iterable<Series> {
  const { columns = [], rows = [] } = metrics ?? {};
  const baseline = Math.max(5, Math.floor(rows.length / 5));
  for (const [at, name] of columns.entries()) {
    const dash = name.lastIndexOf('-');
    const object = at > 0 ? refOf(name.slice(0, dash)) : undefined;
    const before = numbers(rows.slice(0, baseline).map(row => row[at]));
    const after = numbers(rows.slice(baseline).map(row => row[at]));
    if (object && before.length > 0 && after.length > 0) {
      const normal = median(before);
      yield {
        object,
        column: name.slice(dash + 1),
        normal,
        deviation:
          1.4826 *
          median(before.map(value => Math.abs(value - normal)).sort(ascending)),
        low: after[Math.floor(after.length / 4)],
        current: after[Math.floor(0.75 * (after.length - 1))],
      };
    }
  }
}

function numbers(values: unknown[]): number[] {
  return values
    .filter((value): value is number => typeof value === 'number')
    .sort(ascending);
}

function median(sorted: number[]): number {
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}

function ascending(left: number, right: number): number {
  return left - right;
}
