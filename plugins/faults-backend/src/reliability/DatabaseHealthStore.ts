import type { Knex } from 'knex';
import type {
  HealthStore,
  ObservedSpan,
  WorkloadKey,
  WorkloadSpan,
} from './HealthStore';
import {
  OBSERVED_KEY,
  OBSERVED_TABLE,
  observedRowOf,
  observedSpanOf,
  SPAN_KEY,
  SPANS_TABLE,
  spanRowOf,
  workloadSpanOf,
  type ObservedRow,
  type SpanRow,
} from './healthRows';

/** SQLite takes so many values with one statement, and no more, times the columns of a row. */
const ROWS_A_STATEMENT = 500;
/** What one answer is worked out from at most. */
const MOST_SPANS = 20_000;

/** Options of {@link DatabaseHealthStore.create}. */
export interface DatabaseHealthStoreOptions {
  knex: Knex;
  /** How many spans {@link HealthStore.read} gives at most. */
  mostSpans?: number;
}

/** Keeps health in the plugin's database. */
export class DatabaseHealthStore implements HealthStore {
  readonly #knex: Knex;
  readonly #mostSpans: number;

  static create(options: DatabaseHealthStoreOptions): DatabaseHealthStore {
    return new DatabaseHealthStore(options);
  }

  private constructor({
    knex,
    mostSpans = MOST_SPANS,
  }: DatabaseHealthStoreOptions) {
    this.#knex = knex;
    this.#mostSpans = mostSpans;
  }

  async write(spans: {
    workloads: readonly WorkloadSpan[];
    observed: readonly ObservedSpan[];
  }): Promise<void> {
    await this.#knex.transaction(async transaction => {
      for (const part of parts(spans.workloads)) {
        await transaction<SpanRow>(SPANS_TABLE)
          .insert(part.map(spanRowOf))
          .onConflict(SPAN_KEY)
          .merge(['health', 'uid', 'environment', 'to_at']);
      }
      for (const part of parts(spans.observed)) {
        await transaction<ObservedRow>(OBSERVED_TABLE)
          .insert(part.map(observedRowOf))
          .onConflict(OBSERVED_KEY)
          .merge(['to_at']);
      }
    });
  }

  async openIn(cluster: string): Promise<WorkloadSpan[]> {
    const rows = await this.#knex<SpanRow>(SPANS_TABLE)
      .where({ cluster })
      .whereNull('to_at')
      // Of two that were left open the newer one lasts.
      .orderBy('from_at');
    return rows.map(workloadSpanOf);
  }

  async read(query: {
    workloads: readonly WorkloadKey[];
    from: number;
    to: number;
  }): Promise<{
    from: number;
    workloads: WorkloadSpan[];
    observed: ObservedSpan[];
  }> {
    const { from, to, workloads } = query;
    const rows: SpanRow[] = [];
    for (const part of parts(workloads)) {
      rows.push(...(await this.#spansOf(part, { from, to })));
    }
    // Everything that ended later than the first that is left out is there.
    rows.sort((one, other) => endOf(other) - endOf(one));
    const leftOut = rows[this.#mostSpans];
    const knownFrom = leftOut ? Math.min(endOf(leftOut), to) : from;

    const clusters = [...new Set(workloads.map(({ cluster }) => cluster))];
    const observed = await this.#knex<ObservedRow>(OBSERVED_TABLE)
      .whereIn('cluster', clusters)
      .andWhere('to_at', '>', knownFrom)
      .andWhere('from_at', '<', to)
      .orderBy('from_at', 'desc')
      // Those that are left out are the oldest: time that nobody is said to have looked at.
      .limit(this.#mostSpans);
    return {
      from: knownFrom,
      workloads: rows.slice(0, this.#mostSpans).map(workloadSpanOf),
      observed: observed.map(observedSpanOf),
    };
  }

  async forgetBefore(time: number, most: number): Promise<number> {
    return (
      (await this.#forget(SPANS_TABLE, SPAN_KEY, time, most)) +
      (await this.#forget(OBSERVED_TABLE, OBSERVED_KEY, time, most))
    );
  }

  async #spansOf(
    workloads: readonly WorkloadKey[],
    { from, to }: { from: number; to: number },
  ): Promise<SpanRow[]> {
    return await this.#knex<SpanRow>(SPANS_TABLE)
      .whereIn(
        ['cluster', 'namespace', 'kind', 'name'],
        workloads.map(({ cluster, kind, name, namespace }) => [
          cluster,
          namespace,
          kind,
          name,
        ]),
      )
      .andWhere(lasting =>
        lasting.whereNull('to_at').orWhere('to_at', '>', from),
      )
      .andWhere('from_at', '<', to)
      .orderByRaw('case when to_at is null then 1 else 0 end desc, to_at desc')
      .limit(this.#mostSpans + 1);
  }

  async #forget(
    table: string,
    key: string[],
    time: number,
    most: number,
  ): Promise<number> {
    const rows = await this.#knex(table)
      .where('to_at', '<', time)
      .limit(most)
      .select(key);
    let forgotten = 0;
    for (const part of parts(rows)) {
      forgotten += await this.#knex(table)
        .whereIn(
          key,
          part.map(row => key.map(column => row[column])),
        )
        .delete();
    }
    return forgotten;
  }
}

function endOf(row: SpanRow): number {
  return row.to_at === null ? Infinity : Number(row.to_at);
}

function* parts<T>(all: readonly T[]): Iterable<T[]> {
  for (let start = 0; start < all.length; start += ROWS_A_STATEMENT) {
    yield all.slice(start, start + ROWS_A_STATEMENT);
  }
}
