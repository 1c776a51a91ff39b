import type { LocalRef } from '@groundcrew/plugin-clusters-node';

/**
 * What is measured.
 *
 * `latency`: milliseconds of a high quantile of requests that the workload answers. `cpu`: cores. `cpu-throttling`: the share of time in
 * which it wanted CPU and got none, 0 to 1. `memory`: bytes that the pod of it which uses most cannot give back. `tcp-retransmissions`: segments a second, of a node. `traffic`: requests or bytes a
 * second. `success-rate`: 0 to 1.
 *
 * @public
 */
export type SignalMetric =
  | 'latency'
  | 'cpu'
  | 'cpu-throttling'
  | 'memory'
  | 'tcp-retransmissions'
  | 'traffic'
  | 'success-rate';

/**
 * Telemetry of a workload or a node that is not as it was.
 *
 * @public
 */
export interface Signal {
  object: LocalRef;
  metric: SignalMetric;
  /** As it was before; undefined where only the present is known. */
  normal?: number;
  current: number;
  source: 'metric' | 'alert';
}
