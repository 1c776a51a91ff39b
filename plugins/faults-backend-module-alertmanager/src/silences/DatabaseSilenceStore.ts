import type { Knex } from 'knex';
import type { ServerRecord, SilenceRecord, SilenceStore } from './SilenceStore';

const SILENCES = 'alert_silences';
const SERVERS = 'alert_servers';

// PostgreSQL gives a bigint as text.
type Time = number | string;

interface SilenceRow {
  server: string;
  mute_id: number;
  silence_key: string;
  silence_id: string;
  matchers: string;
  ends_at: Time;
}

interface ServerRow {
  name: string;
  answered_at: Time | null;
  failing_since: Time | null;
  message: string | null;
}

/** As long as the column of it. */
const LONGEST_KEY = 512;

/** Keeps in the plugin's database what Groundcrew has to do with Alertmanagers. */
export class DatabaseSilenceStore implements SilenceStore {
  readonly #knex: Knex;

  static create({ knex }: { knex: Knex }): DatabaseSilenceStore {
    return new DatabaseSilenceStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async silencesIn(server: string): Promise<SilenceRecord[]> {
    const rows = await this.#knex<SilenceRow>(SILENCES)
      .where({ server })
      .orderBy('id');
    return rows.map(row => ({
      server: row.server,
      mute: row.mute_id,
      key: row.silence_key,
      id: row.silence_id,
      labels: JSON.parse(row.matchers),
      endsAt: Number(row.ends_at),
    }));
  }

  async put(silence: SilenceRecord): Promise<void> {
    await this.#knex<SilenceRow>(SILENCES)
      .insert({
        ...rowKeyOf(silence),
        silence_id: silence.id,
        matchers: JSON.stringify(silence.labels),
        ends_at: silence.endsAt,
      })
      .onConflict(['server', 'mute_id', 'silence_key'])
      .merge();
  }

  async remove(
    silence: Pick<SilenceRecord, 'server' | 'mute' | 'key'>,
  ): Promise<void> {
    await this.#knex<SilenceRow>(SILENCES).where(rowKeyOf(silence)).delete();
  }

  async servers(): Promise<ServerRecord[]> {
    const rows = await this.#knex<ServerRow>(SERVERS).orderBy('name');
    return rows.map(({ answered_at, failing_since, message, name }) => ({
      name,
      ...(answered_at === null ? {} : { answeredAt: Number(answered_at) }),
      ...(failing_since === null
        ? {}
        : { failingSince: Number(failing_since), message: message ?? '' }),
    }));
  }

  async answered(server: string, now: number): Promise<void> {
    await this.#knex<ServerRow>(SERVERS)
      .insert({
        name: server,
        answered_at: now,
        failing_since: null,
        message: null,
      })
      .onConflict('name')
      .merge();
  }

  async failed(server: string, message: string, now: number): Promise<void> {
    const known = await this.#knex<ServerRow>(SERVERS)
      .where({ name: server })
      .first();
    await this.#knex<ServerRow>(SERVERS)
      .insert({
        name: server,
        failing_since: known?.failing_since ?? now,
        message,
      })
      .onConflict('name')
      .merge(['failing_since', 'message']);
  }
}

function rowKeyOf({
  key,
  mute,
  server,
}: Pick<SilenceRecord, 'server' | 'mute' | 'key'>) {
  return { server, mute_id: mute, silence_key: key.slice(0, LONGEST_KEY) };
}
