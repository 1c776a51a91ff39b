import type { ObservedSpan, WorkloadSpan } from './HealthStore';

/** The table of what workloads were. */
export const SPANS_TABLE = 'health_spans';
/** What tells its rows apart. */
export const SPAN_KEY = ['cluster', 'namespace', 'kind', 'name', 'from_at'];

/** The table of when somebody looked. */
export const OBSERVED_TABLE = 'health_observed';
/** What tells its rows apart. */
export const OBSERVED_KEY = ['cluster', 'from_at'];

/** For how long a workload was in one state. */
export interface SpanRow {
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
  uid: string;
  environment: string | null;
  health: string;
  // PostgreSQL gives a bigint as text.
  from_at: number | string;
  to_at: number | string | null;
}

/** For how long somebody looked at a cluster. */
export interface ObservedRow {
  cluster: string;
  from_at: number | string;
  to_at: number | string;
}

/** The row of a span. */
export function spanRowOf(span: WorkloadSpan): SpanRow {
  const { environment, from, to, ...same } = span;
  return {
    ...same,
    environment: environment ?? null,
    from_at: from,
    to_at: to ?? null,
  };
}

/** The span in a row. */
export function workloadSpanOf(row: SpanRow): WorkloadSpan {
  return {
    cluster: row.cluster,
    namespace: row.namespace,
    kind: row.kind as WorkloadSpan['kind'],
    name: row.name,
    uid: row.uid,
    environment: row.environment ?? undefined,
    health: row.health as WorkloadSpan['health'],
    from: Number(row.from_at),
    to: row.to_at === null ? undefined : Number(row.to_at),
  };
}

/** The row of a span in which somebody looked. */
export function observedRowOf({
  cluster,
  from,
  to,
}: ObservedSpan): ObservedRow {
  return { cluster, from_at: from, to_at: to };
}

/** The span in a row. */
export function observedSpanOf(row: ObservedRow): ObservedSpan {
  return {
    cluster: row.cluster,
    from: Number(row.from_at),
    to: Number(row.to_at),
  };
}
