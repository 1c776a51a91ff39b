import type { Knex } from 'knex';
import { isDone, type NoticeRecord } from '../notices/NoticeRecord';
import type { NoticeStore } from './NoticeStore';

const RECORDS = 'notice_records';
/** So many are asked for at a time: databases have a limit to what one question names. */
const AT_A_TIME = 500;

interface RecordRow {
  key: string;
  revision: number;
  cluster: string;
  is_done: boolean;
  // PostgreSQL gives a bigint as text.
  updated_at: number | string;
  record: string;
}

/** Keeps who was told of what in the plugin's database. */
export class DatabaseNoticeStore implements NoticeStore {
  readonly #knex: Knex;

  static create({ knex }: { knex: Knex }): DatabaseNoticeStore {
    return new DatabaseNoticeStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(key: string): Promise<NoticeRecord | undefined> {
    const row = await this.#knex<RecordRow>(RECORDS)
      .where({ key })
      .first('record', 'revision');
    return row && recordOf(row);
  }

  async known(
    cluster: string,
    keys: readonly string[],
  ): Promise<NoticeRecord[]> {
    const rows = await this.#knex<RecordRow>(RECORDS)
      .where({ cluster, is_done: false })
      .select('key', 'record', 'revision');
    const found = new Set(rows.map(({ key }) => key));
    const others = keys.filter(key => !found.has(key));
    for (let from = 0; from < others.length; from += AT_A_TIME) {
      rows.push(
        ...(await this.#knex<RecordRow>(RECORDS)
          .whereIn('key', others.slice(from, from + AT_A_TIME))
          .select('key', 'record', 'revision')),
      );
    }
    return rows.map(recordOf);
  }

  async write(
    record: NoticeRecord,
    now: number,
  ): Promise<NoticeRecord | undefined> {
    const next = { ...record, revision: record.revision + 1 };
    const row: RecordRow = {
      key: next.key,
      revision: next.revision,
      cluster: next.cluster,
      is_done: isDone(next),
      updated_at: now,
      record: JSON.stringify(next),
    };
    const written =
      record.revision === 0
        ? (
            await this.#knex<RecordRow>(RECORDS)
              .insert(row)
              .onConflict('key')
              .ignore()
              .returning('key')
          ).length
        : await this.#knex<RecordRow>(RECORDS)
            .where({ key: record.key, revision: record.revision })
            .update(row);
    return written === 0 ? undefined : next;
  }

  async forget(unchangedSince: number): Promise<number> {
    return await this.#knex<RecordRow>(RECORDS)
      .where('updated_at', '<', unchangedSince)
      .andWhere({ is_done: true })
      .delete();
  }
}

function recordOf({
  record,
  revision,
}: Pick<RecordRow, 'record' | 'revision'>): NoticeRecord {
  return { ...JSON.parse(record), revision };
}
