import type {
  EvidenceDraft,
  Signal,
  SignalMetric,
} from '@groundcrew/plugin-faults-node';

const MEASURES: Record<SignalMetric, (value: number) => string> = {
  latency: value => `takes ${Math.round(value)} ms`,
  cpu: value => `uses ${value.toFixed(2)} cores`,
  'cpu-throttling': value =>
    `waits for CPU ${Math.round(100 * value)} % of the time`,
  memory: value => `uses ${Math.round(value / 2 ** 20)} MiB of memory`,
  'tcp-retransmissions': value =>
    `sends ${value.toFixed(1)} segments a second again`,
  traffic: value => `has a traffic of ${value.toFixed(1)} a second`,
  'success-rate': value =>
    `answers ${Math.round(100 * value)} % of requests well`,
};

/** What was measured, in words. */
export function signalEvidence({
  current,
  metric,
  normal,
  object,
  source,
}: Signal): EvidenceDraft {
  const before =
    normal === undefined ? '' : `; before: ${MEASURES[metric](normal)}`;
  return {
    source,
    message: `${object.name} ${MEASURES[metric](current)}${before}`,
    object,
  };
}
