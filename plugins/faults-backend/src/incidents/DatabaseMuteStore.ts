import type { Knex } from 'knex';
import type { MuteRecord, MuteStore } from './MuteStore';

const TABLE = 'mutes';

interface MuteRow {
  id: number;
  fault: string;
  cluster: string;
  namespace: string | null;
  kind: string | null;
  name: string | null;
  reason: string;
  created_by: string;
  // PostgreSQL gives a bigint as text.
  created_at: number | string;
  until: number | string;
  ended_by: string | null;
}

/** Keeps what is muted in the plugin's database. */
export class DatabaseMuteStore implements MuteStore {
  readonly #knex: Knex;

  static create({ knex }: { knex: Knex }): DatabaseMuteStore {
    return new DatabaseMuteStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async create(mute: Omit<MuteRecord, 'id'>): Promise<MuteRecord> {
    const { createdAt, createdBy, kind, name, namespace, ...rest } = mute;
    const [{ id }] = await this.#knex<MuteRow>(TABLE)
      .insert({
        ...rest,
        namespace: namespace ?? null,
        kind: kind ?? null,
        name: name ?? null,
        created_by: createdBy,
        created_at: createdAt,
      })
      .returning('id');
    return { ...mute, id };
  }

  async active(now: number): Promise<MuteRecord[]> {
    const rows = await this.#knex<MuteRow>(TABLE)
      .where('until', '>', now)
      .orderBy('until');
    return rows.map(muteOf);
  }

  async get(id: number): Promise<MuteRecord | undefined> {
    const row = await this.#knex<MuteRow>(TABLE).where({ id }).first();
    return row && muteOf(row);
  }

  async end(id: number, by: string, now: number): Promise<boolean> {
    const ended = await this.#knex<MuteRow>(TABLE)
      .where({ id })
      .andWhere('until', '>', now)
      .update({ until: now, ended_by: by });
    return ended > 0;
  }

  async forget(endedBefore: number): Promise<number> {
    return await this.#knex<MuteRow>(TABLE)
      .where('until', '<', endedBefore)
      .delete();
  }
}

function muteOf(row: MuteRow): MuteRecord {
  return {
    id: row.id,
    fault: row.fault,
    cluster: row.cluster,
    namespace: row.namespace ?? undefined,
    kind: row.kind ?? undefined,
    name: row.name ?? undefined,
    reason: row.reason,
    createdBy: row.created_by,
    createdAt: Number(row.created_at),
    until: Number(row.until),
  };
}
