import type { Knex } from 'knex';
import { filterIncidents } from './filterIncidents';
import { encodeIncidentCursor } from './incidentCursor';
import type {
  IncidentDraft,
  IncidentEntry,
  IncidentRecord,
} from './IncidentRecord';
import {
  ENTRIES_TABLE,
  incidentRecordOf,
  incidentRowOf,
  INCIDENTS_TABLE,
  writeEntities,
  type EntryRow,
  type IncidentRow,
} from './incidentRow';
import type {
  IncidentOutline,
  IncidentPage,
  IncidentQuery,
  IncidentStore,
} from './IncidentStore';

/** A history that is longer than that is read by nobody. */
const MOST_ENTRIES = 1_000;
/** More than that are not counted. */
const MOST_OUTLINES = 20_000;

/** Keeps incidents in the plugin's database. */
export class DatabaseIncidentStore implements IncidentStore {
  readonly #knex: Knex;

  static create({ knex }: { knex: Knex }): DatabaseIncidentStore {
    return new DatabaseIncidentStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async ofCluster(cluster: string, resolvedAfter: number) {
    const rows = await this.#table()
      .where({ cluster })
      .andWhere(live =>
        live
          .whereNull('resolved_at')
          .orWhere('resolved_at', '>', resolvedAfter)
          .orWhere('cause_stands', true),
      )
      .orderBy('id');
    const current: IncidentRecord[] = [];
    const recent: IncidentRecord[] = [];
    for (const row of rows) {
      (row.resolved_at === null ? current : recent).push(incidentRecordOf(row));
    }
    // The one that ended last is the one to go on with.
    return { current, recent: recent.reverse() };
  }

  async open(draft: IncidentDraft, entries: readonly IncidentEntry[]) {
    return await this.#knex.transaction(async trx => {
      const inserted = await trx<IncidentRow>(INCIDENTS_TABLE)
        .insert(incidentRowOf(draft, 1))
        .onConflict(trx.raw('(cause_key) where resolved_at is null') as never)
        .ignore()
        .returning('id');
      if (inserted.length === 0) {
        return undefined;
      }
      const [{ id }] = inserted;
      await writeEntities(trx, id, draft.entities);
      await writeEntries(trx, id, entries);
      return { ...draft, id, revision: 1 };
    });
  }

  async write(record: IncidentRecord, entries: readonly IncidentEntry[]) {
    const { id, revision, ...rest } = record;
    return await this.#knex.transaction(async trx => {
      const other =
        rest.resolvedAt === undefined &&
        (await trx<IncidentRow>(INCIDENTS_TABLE)
          .where({ cause_key: rest.key })
          .whereNull('resolved_at')
          .whereNot({ id })
          .first('id'));
      const written = other
        ? 0
        : await trx<IncidentRow>(INCIDENTS_TABLE)
            .where({ id, revision })
            .update(incidentRowOf(rest, revision + 1));
      if (written === 0) {
        return undefined;
      }
      await writeEntities(trx, id, rest.entities);
      await writeEntries(trx, id, entries);
      return { ...record, revision: revision + 1 };
    });
  }

  async get(id: number) {
    const row = await this.#table().where({ id }).first();
    return row && incidentRecordOf(row);
  }

  async list(query: IncidentQuery): Promise<IncidentPage> {
    const rows = await filterIncidents(this.#table(), query)
      .orderBy([
        { column: 'opened_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(query.limit + 1);
    const records = rows.slice(0, query.limit).map(incidentRecordOf);
    return {
      records,
      nextCursor:
        rows.length > query.limit
          ? encodeIncidentCursor(records[records.length - 1])
          : undefined,
    };
  }

  async entriesOf(id: number): Promise<IncidentEntry[]> {
    const rows = await this.#knex<EntryRow>(ENTRIES_TABLE)
      .where({ incident_id: id })
      .orderBy('id')
      .limit(MOST_ENTRIES);
    return rows.map(({ actor, at, kind, message }) => ({
      at: Number(at),
      kind: kind as IncidentEntry['kind'],
      message,
      actor: actor ?? undefined,
    }));
  }

  async mergedInto(id: number): Promise<number[]> {
    const rows = await this.#knex<IncidentRow>(INCIDENTS_TABLE)
      .where({ merged_into: id })
      .orderBy('id')
      .limit(MOST_ENTRIES)
      .select('id');
    return rows.map(row => row.id);
  }

  async outlines(openedAfter: number): Promise<IncidentOutline[]> {
    const rows = await this.#knex<IncidentRow>(INCIDENTS_TABLE)
      .where('opened_at', '>', openedAfter)
      .whereNull('merged_into')
      .orderBy('id', 'desc')
      .limit(MOST_OUTLINES)
      .select(
        'fault',
        'detector',
        'title',
        'cluster',
        'namespace',
        'reopened',
        'opened_at',
        'acknowledged_at',
        'resolved_at',
      );
    return rows.map(
      ({ acknowledged_at, namespace, opened_at, resolved_at, ...row }) => ({
        ...row,
        namespace: namespace ?? undefined,
        openedAt: Number(opened_at),
        resolvedAt: resolved_at === null ? undefined : Number(resolved_at),
        isAcknowledged: acknowledged_at !== null,
      }),
    );
  }

  async clustersWithCurrent(): Promise<string[]> {
    const rows = await this.#knex<IncidentRow>(INCIDENTS_TABLE)
      .whereNull('resolved_at')
      .distinct('cluster');
    return rows.map(({ cluster }) => cluster);
  }

  async forget(resolvedBefore: number): Promise<number> {
    return await this.#knex<IncidentRow>(INCIDENTS_TABLE)
      .where('resolved_at', '<', resolvedBefore)
      .delete();
  }

  #table() {
    return this.#knex<IncidentRow>(INCIDENTS_TABLE).select(
      'id',
      'record',
      'revision',
      'resolved_at',
    );
  }
}

async function writeEntries(
  trx: Knex.Transaction,
  incident: number,
  entries: readonly IncidentEntry[],
): Promise<void> {
  if (entries.length > 0) {
    await trx(ENTRIES_TABLE).insert(
      entries.map(({ actor, at, kind, message }) => ({
        incident_id: incident,
        at,
        kind,
        message,
        actor: actor ?? null,
      })),
    );
  }
}
