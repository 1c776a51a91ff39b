import type { HealingOutcome } from '@groundcrew/plugin-faults-common';
import type { Knex } from 'knex';
import type { HealingPauseRecord } from '../healing/Observation';
import type { HealingRecord } from '../healing/HealingRecord';
import { didHelp, type PastAttempt } from '../learning/PastAttempt';
import type { PolicySwitch } from '../settings/PolicyInForce';
import {
  attemptRowsOf,
  pastAttemptOf,
  pauseOf,
  recordOf,
  recordRowOf,
  switchOf,
  type AttemptRow,
  type PauseRow,
  type RecordRow,
  type SwitchRow,
} from './healingRows';
import type {
  HealedAttempt,
  HealingStore,
  LearntScope,
  PolicyCounts,
} from './HealingStore';

const RECORDS = 'healing_records';
const ATTEMPTS = 'healing_attempts';
const SWITCHES = 'healing_switches';
const PAUSES = 'healing_pauses';
/** What is older than so many others is not learnt from. */
const MOST_PAST = 500;
/** What is older than so many others is not counted as time that was saved. */
const MOST_HEALED = 5_000;

/** Keeps what healing does in the plugin's database. */
export class DatabaseHealingStore implements HealingStore {
  readonly #knex: Knex;

  static create({ knex }: { knex: Knex }): DatabaseHealingStore {
    return new DatabaseHealingStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(incident: number): Promise<HealingRecord | undefined> {
    const row = await this.#knex<RecordRow>(RECORDS)
      .where({ incident_id: incident })
      .first('record', 'revision');
    return row && recordOf(row);
  }

  async write(
    record: HealingRecord,
    now: number,
  ): Promise<HealingRecord | undefined> {
    const next = { ...record, revision: record.revision + 1 };
    return await this.#knex.transaction(async trx => {
      const row = recordRowOf(next, now);
      const written =
        record.revision === 0
          ? (
              await trx<RecordRow>(RECORDS)
                .insert(row)
                .onConflict('incident_id')
                .ignore()
                .returning('incident_id')
            ).length
          : await trx<RecordRow>(RECORDS)
              .where({
                incident_id: record.incident,
                revision: record.revision,
              })
              .update(row);
      if (written === 0) {
        return undefined;
      }
      const attempts = attemptRowsOf(next);
      if (attempts.length > 0) {
        await trx<AttemptRow>(ATTEMPTS)
          .insert(attempts)
          .onConflict(['incident_id', 'number'])
          .merge(['outcome', 'ended_at']);
      }
      return next;
    });
  }

  async underWay(clusters: readonly string[]): Promise<number[]> {
    const rows = await this.#knex<RecordRow>(RECORDS)
      .where({ is_under_way: true })
      .whereIn('cluster', [...clusters])
      .orderBy('incident_id')
      .select('incident_id');
    return rows.map(({ incident_id }) => incident_id);
  }

  async past(query: {
    fault: string;
    targets: readonly string[];
  }): Promise<PastAttempt[]> {
    const against = await this.#newest().where({ fault: query.fault });
    const on = await this.#newest().whereIn('target', [...query.targets]);
    const known = new Map(
      [...against, ...on].map(row => [`${row.incident_id}/${row.number}`, row]),
    );
    return [...known.values()]
      .map(pastAttemptOf)
      .sort((one, other) => other.startedAt - one.startedAt);
  }

  async counts(): Promise<PolicyCounts[]> {
    const fired = await this.#knex<RecordRow>(RECORDS)
      .whereNotNull('policy')
      .groupBy('policy')
      .select('policy')
      .count({ count: '*' });
    const tried = await this.#knex<AttemptRow>(ATTEMPTS)
      .groupBy('policy', 'outcome', 'is_forgotten')
      .select('policy', 'outcome', 'is_forgotten')
      .count({ count: '*' });
    const counts = new Map<string, PolicyCounts>();
    const of = (policy: string) => {
      const known = counts.get(policy) ?? {
        policy,
        fired: 0,
        acted: 0,
        healed: 0,
        reverted: 0,
        judged: 0,
        helped: 0,
      };
      counts.set(policy, known);
      return known;
    };
    for (const { count, policy } of fired) {
      of(String(policy)).fired = Number(count);
    }
    for (const { count, policy, ...row } of tried) {
      const outcome = row.outcome as HealingOutcome;
      const known = of(String(policy));
      const times = Number(count);
      known.acted += times;
      known.healed += outcome === 'healed' ? times : 0;
      known.reverted += outcome === 'reverted' ? times : 0;
      if (!row.is_forgotten) {
        known.judged += didHelp({ outcome }) === undefined ? 0 : times;
        known.helped += didHelp({ outcome }) ? times : 0;
      }
    }
    return [...counts.values()];
  }

  async healed(): Promise<HealedAttempt[]> {
    const rows = await this.#newest()
      .where({ outcome: 'healed' })
      .limit(MOST_HEALED);
    return rows.map(pastAttemptOf);
  }

  async unlearn({ fault, policy, target }: LearntScope): Promise<number> {
    return await this.#knex<AttemptRow>(ATTEMPTS)
      .whereNotNull('ended_at')
      .andWhere({ is_forgotten: false })
      .andWhere({
        ...(policy === undefined ? {} : { policy }),
        ...(fault === undefined ? {} : { fault }),
        ...(target === undefined ? {} : { target }),
      })
      .update({ is_forgotten: true });
  }

  async forget(unchangedSince: number): Promise<number> {
    return await this.#knex<RecordRow>(RECORDS)
      .where('updated_at', '<', unchangedSince)
      .andWhere({ is_under_way: false })
      .delete();
  }

  async switches(): Promise<PolicySwitch[]> {
    const rows = await this.#knex<SwitchRow>(SWITCHES).orderBy('policy');
    return rows.map(switchOf);
  }

  async switch(change: PolicySwitch): Promise<void> {
    const { changedAt, changedBy, enabled, mode, policy, reason } = change;
    const row = { reason, changed_by: changedBy, changed_at: changedAt };
    await this.#knex<SwitchRow>(SWITCHES)
      .insert({
        ...row,
        policy,
        mode: mode ?? null,
        enabled: enabled ?? null,
      })
      .onConflict('policy')
      .merge({
        ...row,
        ...(mode === undefined ? {} : { mode }),
        ...(enabled === undefined ? {} : { enabled }),
      });
  }

  async pauses(): Promise<HealingPauseRecord[]> {
    const rows = await this.#knex<PauseRow>(PAUSES).orderBy('cluster');
    return rows.map(pauseOf);
  }

  async pause(pause: HealingPauseRecord): Promise<void> {
    const { cluster = '', pausedAt, pausedBy, reason } = pause;
    await this.#knex<PauseRow>(PAUSES)
      .insert({ cluster, reason, paused_by: pausedBy, paused_at: pausedAt })
      .onConflict('cluster')
      .merge();
  }

  async resume(cluster = ''): Promise<boolean> {
    const ended = await this.#knex<PauseRow>(PAUSES)
      .where({ cluster })
      .delete();
    return ended > 0;
  }

  #newest() {
    return this.#knex<AttemptRow>(ATTEMPTS)
      .orderBy('started_at', 'desc')
      .limit(MOST_PAST);
  }
}
