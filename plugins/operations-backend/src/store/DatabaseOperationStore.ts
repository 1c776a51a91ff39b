import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  activePhases,
  actorName,
  holdsTarget,
  type Actor,
  type AuditRow,
} from '@groundcrew/plugin-operations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { AuditHead } from '../audit/chainRow';
import { DatabaseAuditTrail } from '../audit/DatabaseAuditTrail';
import type { OperationRecord } from '../engine/OperationRecord';
import { ClaimColumns } from './ClaimColumns';
import { listOperations } from './listOperations';
import {
  OPERATIONS_TABLE,
  operationRecordOf,
  operationRowOf,
  type OperationRow,
} from './operationRow';
import { readDatabaseClock } from './readDatabaseClock';
import { recentOperations } from './recentOperations';
import { holderOf, obstacleTo } from './targetHolders';
import { firstForCluster, firstForTarget } from './waitingLine';
import type {
  AuditEntry,
  Claim,
  OperationPage,
  OperationQuery,
  OperationStore,
  OperationWrite,
  RecentOperation,
  WriteOutcome,
} from './OperationStore';

type InsertOutcome = Awaited<ReturnType<OperationStore['insert']>>;

/** Options of {@link DatabaseOperationStore.create}. */
export interface DatabaseOperationStoreOptions {
  database: DatabaseService;
  /** Who claims; a name of its own for each process by default. */
  holder?: string;
  /** Told of what was added to the audit trail, once it is kept. */
  onAudited?: (rows: AuditRow[]) => void;
}

/**
 * Keeps operations and the audit trail in the plugin's database.
 *
 * @remarks
 *
 * Every write locks the head of the audit trail first. Writes therefore come one after another in all processes, which is
 * what makes "nobody else holds this target" and "this key was not used before" hold until the end of the transaction.
 * Unique indexes say the same once more.
 */
export class DatabaseOperationStore implements OperationStore {
  readonly #knex: Knex;
  readonly #trail: DatabaseAuditTrail;
  readonly #claims: ClaimColumns;
  readonly #onAudited: (rows: AuditRow[]) => void;

  private constructor(knex: Knex, options: DatabaseOperationStoreOptions) {
    this.#knex = knex;
    this.#trail = DatabaseAuditTrail.create({ knex });
    this.#claims = new ClaimColumns(knex, options.holder ?? randomUUID());
    this.#onAudited = options.onAudited ?? (() => {});
  }

  /** Brings the tables up to date first, unless the database says not to. */
  static async create(
    options: DatabaseOperationStoreOptions,
  ): Promise<DatabaseOperationStore> {
    const knex = await options.database.getClient();
    if (!options.database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@groundcrew/plugin-operations-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseOperationStore(knex, options);
  }

  async now(): Promise<number> {
    return await readDatabaseClock(this.#knex);
  }

  async insert(
    record: OperationRecord,
    audit: AuditEntry[],
  ): Promise<InsertOutcome> {
    const row = operationRowOf(record);
    return await this.#transition<InsertOutcome>(async (transaction, head) => {
      const earlier =
        record.idempotencyKey === undefined
          ? undefined
          : await askedBefore(
              transaction,
              record.requestedBy,
              record.idempotencyKey,
            );
      if (earlier) {
        return { answer: { record: earlier, inserted: false }, rows: [] };
      }
      const [taken] = await transaction<OperationRow>(OPERATIONS_TABLE)
        .insert(row)
        // Not an error of the database, which would repeat the whole record.
        .onConflict()
        .ignore()
        .returning('id');
      if (!taken) {
        throw new ConflictError(
          `Operation '${record.id}' is there already, or its target is held`,
        );
      }
      return {
        answer: { record: operationRecordOf(row), inserted: true },
        rows: await this.#audit(transaction, head, record.id, audit),
      };
    });
  }

  async get(id: string): Promise<OperationRecord | undefined> {
    const row = await this.#knex<OperationRow>(OPERATIONS_TABLE)
      .where({ id })
      .first('record');
    return row && operationRecordOf(row);
  }

  async askedBefore(
    actor: Actor,
    idempotencyKey: string,
  ): Promise<OperationRecord | undefined> {
    return await askedBefore(this.#knex, actor, idempotencyKey);
  }

  async list(query: OperationQuery): Promise<OperationPage> {
    return await listOperations(this.#knex, query);
  }

  async activeIds(): Promise<string[]> {
    return await this.#knex<OperationRow>(OPERATIONS_TABLE)
      .whereIn('phase', [...activePhases])
      .orderBy(['requested_at', 'id'])
      .pluck('id');
  }

  async holderOf(key: string): Promise<string | undefined> {
    return await holderOf(this.#knex, key);
  }

  async firstForTarget(key: string, now: number): Promise<string | undefined> {
    return await firstForTarget(this.#knex, key, now);
  }

  async firstForCluster(
    cluster: string,
    now: number,
  ): Promise<string | undefined> {
    return await firstForCluster(this.#knex, cluster, now);
  }

  async startedSince(
    cluster: string,
    since: number,
  ): Promise<RecentOperation[]> {
    return await recentOperations(this.#knex, cluster, since);
  }

  async write(write: OperationWrite): Promise<WriteOutcome> {
    const { audit, claim, expectedRevision, maxRunningInCluster, next } = write;
    return await this.#transition<WriteOutcome>(async (transaction, head) => {
      const keptNow = await transaction<OperationRow>(OPERATIONS_TABLE)
        .where({ id: next.id })
        // So that nobody can claim it between the look at the claim and the end of the transaction.
        .forUpdate()
        .first('revision', 'holds_target');
      if (!keptNow) {
        throw new NotFoundError(`There is no operation '${next.id}'`);
      }
      if (claim && !(await this.#claims.isHeld(transaction, claim))) {
        return { answer: { outcome: 'claim-lost' }, rows: [] };
      }
      if (keptNow.revision !== expectedRevision) {
        return { answer: { outcome: 'outdated' }, rows: [] };
      }
      if (holdsTarget(next.phase) && !keptNow.holds_target) {
        const obstacle = await obstacleTo(
          transaction,
          next,
          maxRunningInCluster,
        );
        if (obstacle) {
          return { answer: obstacle, rows: [] };
        }
      }
      const record = { ...next, revision: expectedRevision + 1 };
      const row = operationRowOf(record);
      await transaction<OperationRow>(OPERATIONS_TABLE)
        .where({ id: next.id })
        .update(row);
      return {
        answer: { outcome: 'written', record: operationRecordOf(row) },
        rows: await this.#audit(transaction, head, next.id, audit),
      };
    });
  }

  async claim(id: string, forMs: number): Promise<Claim | undefined> {
    return await this.#claims.take(id, forMs);
  }

  async release(claim: Claim): Promise<void> {
    await this.#claims.giveBack(claim);
  }

  /** When there are no other processes: theirs is what was left by one that was killed. */
  async endClaimsOfOthers(): Promise<void> {
    await this.#claims.endOthers();
  }

  /** One transaction that holds the head of the audit trail from its beginning on. */
  async #transition<T>(
    work: (
      transaction: Knex.Transaction,
      head: AuditHead,
    ) => Promise<{ answer: T; rows: AuditRow[] }>,
  ): Promise<T> {
    const { answer, rows } = await this.#knex.transaction(
      async transaction =>
        await work(transaction, await this.#trail.lockHead(transaction)),
    );
    if (rows.length > 0) {
      this.#onAudited(rows);
    }
    return answer;
  }

  async #audit(
    transaction: Knex.Transaction,
    head: AuditHead,
    operationId: string,
    entries: AuditEntry[],
  ): Promise<AuditRow[]> {
    return await this.#trail.append(
      transaction,
      head,
      await readDatabaseClock(transaction),
      entries.map(entry => ({ ...entry, operationId })),
    );
  }
}

async function askedBefore(
  knex: Knex,
  actor: Actor,
  idempotencyKey: string,
): Promise<OperationRecord | undefined> {
  const row = await knex<OperationRow>(OPERATIONS_TABLE)
    .where({
      actor_type: actor.type,
      actor: actorName(actor),
      idempotency_key: idempotencyKey,
    })
    .first('record');
  return row && operationRecordOf(row);
}
