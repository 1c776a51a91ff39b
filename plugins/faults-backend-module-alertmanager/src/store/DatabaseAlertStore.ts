import type { AlertSilence } from '@groundcrew/plugin-faults-common';
import type { Knex } from 'knex';
import type { AlertRecord, ReceivedAlert } from '../alerts/AlertRecord';
import { mergeAlert } from '../alerts/mergeAlert';
import { alertOf, alertRowOf, type AlertRow } from './alertRows';
import type { AlertFindings, AlertStore, SilencedAlert } from './AlertStore';

const TABLE = 'alerts';
const MOST_FIRING = 10_000;
/** As many values as SQLite and PostgreSQL take in one statement with ease. */
const AT_ONCE = 500;

/** Keeps alerts in the plugin's database. */
export class DatabaseAlertStore implements AlertStore {
  readonly #knex: Knex;
  #receiving: Promise<void> = Promise.resolve();

  static create({ knex }: { knex: Knex }): DatabaseAlertStore {
    return new DatabaseAlertStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async receive(alerts: readonly ReceivedAlert[], now: number): Promise<void> {
    // One after the other: Alertmanagers that work together may post the same alert at the same time.
    const turn = this.#receiving.then(() => this.#receive(alerts, now));
    this.#receiving = turn.catch(() => {});
    await turn;
  }

  async firing(): Promise<AlertRecord[]> {
    const rows = await this.#knex<AlertRow>(TABLE)
      .where({ is_firing: true })
      .orderBy('id', 'desc')
      .limit(MOST_FIRING);
    return rows.map(alertOf);
  }

  async resolved({ limit }: { limit: number }): Promise<AlertRecord[]> {
    const rows = await this.#knex<AlertRow>(TABLE)
      .where({ is_firing: false })
      .orderBy('last_seen_at', 'desc')
      .limit(limit);
    return rows.map(alertOf);
  }

  async note(
    id: number,
    { hasSuffered, object }: AlertFindings,
  ): Promise<void> {
    await this.#knex<AlertRow>(TABLE)
      .where({ id })
      .update({
        has_suffered: hasSuffered,
        object: object ? JSON.stringify(object) : null,
      });
  }

  async noteSilences(
    server: string,
    silenced: readonly SilencedAlert[],
  ): Promise<boolean> {
    const wanted = new Map(
      silenced.map(each => [keyOf(each), each.silences] as const),
    );
    let hasChanged = false;
    for (const alert of await this.firing()) {
      const others = alert.silences.filter(each => each.server !== server);
      const silences: readonly AlertSilence[] = [
        ...others,
        ...(wanted.get(keyOf(alert)) ?? []),
      ];
      if (JSON.stringify(silences) !== JSON.stringify(alert.silences)) {
        hasChanged = true;
        await this.#knex<AlertRow>(TABLE)
          .where({ id: alert.id })
          .update({ silences: JSON.stringify(silences) });
      }
    }
    return hasChanged;
  }

  async endUnheard(lastSeenBefore: number, now: number): Promise<number> {
    return await this.#knex<AlertRow>(TABLE)
      .where({ is_firing: true })
      .andWhere('last_seen_at', '<', lastSeenBefore)
      .update({ is_firing: false, ends_at: now });
  }

  async forget(lastSeenBefore: number): Promise<number> {
    return await this.#knex<AlertRow>(TABLE)
      .where({ is_firing: false })
      .andWhere('last_seen_at', '<', lastSeenBefore)
      .delete();
  }

  async #receive(alerts: readonly ReceivedAlert[], now: number): Promise<void> {
    await this.#knex.transaction(async trx => {
      const latest = await latestOf(trx, alerts);
      for (const alert of alerts) {
        const key = keyOf(alert);
        const { id, ...merged } = mergeAlert(latest.get(key), alert, now);
        if (id === undefined) {
          const [row] = await trx<AlertRow>(TABLE)
            .insert(alertRowOf(merged))
            .returning('id');
          latest.set(key, { ...merged, id: row.id });
        } else {
          await trx<AlertRow>(TABLE).where({ id }).update(alertRowOf(merged));
          latest.set(key, { ...merged, id });
        }
      }
    });
  }
}

/** What is kept of each of some alerts, the last time that it fired. */
async function latestOf(
  knex: Knex,
  alerts: readonly ReceivedAlert[],
): Promise<Map<string, AlertRecord>> {
  const fingerprints = [
    ...new Set(alerts.map(({ fingerprint }) => fingerprint)),
  ];
  const latest = new Map<string, AlertRecord>();
  for (let from = 0; from < fingerprints.length; from += AT_ONCE) {
    const rows = await knex<AlertRow>(TABLE).whereIn(
      'id',
      knex<AlertRow>(TABLE)
        .whereIn('fingerprint', fingerprints.slice(from, from + AT_ONCE))
        .groupBy('cluster', 'fingerprint')
        .max('id'),
    );
    for (const row of rows) {
      latest.set(keyOf(row), alertOf(row));
    }
  }
  return latest;
}

function keyOf({
  cluster,
  fingerprint,
}: Pick<ReceivedAlert, 'cluster' | 'fingerprint'>): string {
  return `${fingerprint} ${cluster}`;
}
