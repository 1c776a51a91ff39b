import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import type { Change } from '@groundcrew/plugin-faults-common';
import type { Knex } from 'knex';
import type { ChangeQuery, ChangeRetention, ChangeStore } from './ChangeStore';
import type { RecordedChange } from './RecordedChange';

/** Options of {@link DatabaseChangeStore.create}. */
export interface DatabaseChangeStoreOptions {
  /** Of a database whose tables are there: see `openFaultsDatabase`. */
  knex: Knex;
}

const TABLE = 'changes';
/** SQLite takes a limited number of values in one statement. */
const ROWS_AT_ONCE = 50;
const NAMES_AT_ONCE = 200;
const USUAL_LIMIT = 500;

interface ChangeRow {
  key: string;
  cluster: string;
  at: number | string;
  namespace: string;
  object_kind: string;
  object_name: string;
  kind: string;
  action: string;
  message: string;
  changed_by: string | null;
  operation_id: string | null;
}

/** Keeps changes in the plugin's database, each once, whoever tells of it. */
export class DatabaseChangeStore implements ChangeStore {
  readonly #knex: Knex;

  static create({ knex }: DatabaseChangeStoreOptions): DatabaseChangeStore {
    return new DatabaseChangeStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async append(changes: readonly RecordedChange[]): Promise<number> {
    // Within one statement a key may stand only once; and in one order, that two who write the same do not wait for each other.
    const rows = [
      ...new Map(changes.map(each => [each.key, rowOf(each)])).values(),
    ].sort((one, other) => (one.key < other.key ? -1 : 1));
    let added = 0;
    for (const some of chunksOf(rows, ROWS_AT_ONCE)) {
      const inserted: unknown[] = await this.#knex(TABLE)
        .insert(some)
        .onConflict('key')
        .ignore()
        .returning('key');
      added += inserted.length;
    }
    return added;
  }

  async list({
    cluster,
    from,
    limit = USUAL_LIMIT,
    namespaces,
    refs,
    to,
  }: ChangeQuery): Promise<RecordedChange[]> {
    const rowsOf = (some: readonly LocalRef[] | undefined) => {
      const query = this.#knex<ChangeRow>(TABLE)
        .where({ cluster })
        .whereBetween('at', [from, to])
        .orderBy([
          { column: 'at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit);
      if (namespaces) {
        query.whereIn('namespace', namespaces);
      }
      return some
        ? query.whereIn(
            ['object_kind', 'namespace', 'object_name'],
            some.map(({ kind, name, namespace = '' }) => [
              kind,
              namespace,
              name,
            ]),
          )
        : query;
    };
    const rows: ChangeRow[] = [];
    for (const some of refs ? chunksOf(refs, NAMES_AT_ONCE) : [undefined]) {
      rows.push(...(await rowsOf(some)));
    }
    return rows
      .map(changeOf)
      .sort(
        (one, other) => Date.parse(other.change.at) - Date.parse(one.change.at),
      )
      .slice(0, limit);
  }

  async prune({ before, maxPerCluster }: ChangeRetention): Promise<number> {
    let gone = await this.#knex(TABLE).where('at', '<', before).delete();
    const clusters: { cluster: string }[] = await this.#knex(TABLE)
      .select('cluster')
      .groupBy('cluster')
      .havingRaw('count(*) > ?', [maxPerCluster]);
    for (const { cluster } of clusters) {
      const first = await this.#knex(TABLE)
        .where({ cluster })
        .orderBy([
          { column: 'at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .offset(maxPerCluster)
        .first('at', 'id');
      if (first) {
        gone += await this.#knex(TABLE)
          .where({ cluster })
          .andWhere(older =>
            older
              .where('at', '<', first.at)
              .orWhere(same =>
                same.where('at', first.at).andWhere('id', '<=', first.id),
              ),
          )
          .delete();
      }
    }
    return gone;
  }
}

function rowOf({ change, key }: RecordedChange): ChangeRow {
  const { action, at, by, kind, message, object, operationId } = change;
  return {
    key,
    cluster: kept(object.cluster),
    at: Date.parse(at),
    namespace: kept(object.namespace ?? ''),
    object_kind: kept(object.kind),
    object_name: kept(object.name),
    kind,
    action,
    message: kept(message),
    changed_by: by === undefined ? null : kept(by),
    operation_id: operationId === undefined ? null : kept(operationId),
  };
}

function changeOf(row: ChangeRow): RecordedChange {
  return {
    key: row.key,
    change: {
      at: new Date(Number(row.at)).toISOString(),
      kind: row.kind as Change['kind'],
      object: {
        cluster: row.cluster,
        kind: row.object_kind,
        ...(row.namespace ? { namespace: row.namespace } : {}),
        name: row.object_name,
      },
      action: row.action as Change['action'],
      message: row.message,
      ...(row.changed_by === null ? {} : { by: row.changed_by }),
      ...(row.operation_id === null ? {} : { operationId: row.operation_id }),
    },
  };
}

/** PostgreSQL keeps neither NUL nor half of a character. */
function kept(text: string): string {
  // eslint-disable-next-line no-control-regex
  return Buffer.from(text.replace(/\u0000/g, '\ufffd')).toString();
}

function* chunksOf<T>(values: readonly T[], size: number): Iterable<T[]> {
  for (let start = 0; start < values.length; start += size) {
    yield values.slice(start, start + size);
  }
}
