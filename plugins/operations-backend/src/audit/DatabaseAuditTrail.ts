import type { Actor, AuditRow } from '@groundcrew/plugin-operations-common';
import type { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import { readDatabaseClock } from '../store/readDatabaseClock';
import type { AuditAnchor } from './AuditAnchor';
import { canonicalJson } from './canonicalJson';
import { chainRow, type AuditHead } from './chainRow';
import { permittedFacts } from './permittedFacts';

const ROWS = 'audit_rows';
const HEAD = 'audit_head';
const ANCHORS = 'audit_anchors';
const BATCH = 250;

interface StoredRow {
  // PostgreSQL gives a bigint as text.
  sequence: number | string;
  at: string;
  operation_id: string;
  event: string;
  actor: string;
  facts: string;
  hash: string;
  previous_hash: string;
}

interface StoredAnchor {
  sequence: number | string;
  hash: string;
  at: string;
  key_id: string | null;
  hmac: string | null;
}

/** What is appended to the audit trail. Facts that are not on the list are left out. */
export interface AppendedEntry {
  operationId: string;
  event: string;
  actor: Actor;
  facts: Record<string, unknown>;
}

/** Which rows are read, the oldest first. */
export interface AuditRowQuery {
  operationId?: string;
  /** Rows after this one. */
  after?: number;
  /** Rows up to this one. */
  upTo?: number;
}

/** The audit trail and its anchors in the plugin's database. */
export class DatabaseAuditTrail {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The tables have to be there: the store of operations makes them. */
  static create(options: { knex: Knex }): DatabaseAuditTrail {
    return new DatabaseAuditTrail(options.knex);
  }

  /**
   * The end of the trail. Until the transaction is over nobody else can append: it is the first thing that every
   * transition does, so that they come one after another and never wait for each other in a circle.
   */
  async lockHead(transaction: Knex.Transaction): Promise<AuditHead> {
    const head = await readHead(transaction(HEAD).forUpdate());
    if (!head) {
      throw new Error('The head of the audit trail is gone from the database');
    }
    return head;
  }

  /** Appends to a trail whose head the transaction has locked. */
  async append(
    transaction: Knex.Transaction,
    head: AuditHead,
    at: number,
    entries: AppendedEntry[],
  ): Promise<AuditRow[]> {
    const rows: AuditRow[] = [];
    let end = head;
    for (const entry of entries) {
      const row = chainRow(end, {
        ...entry,
        at: new Date(at).toISOString(),
        facts: permittedFacts(entry.facts),
      });
      rows.push(row);
      end = row;
    }
    if (rows.length > 0) {
      await transaction(ROWS).insert(rows.map(storedRowOf));
      await transaction(HEAD)
        .where({ id: 1 })
        .update({ sequence: end.sequence, hash: end.hash });
    }
    return rows;
  }

  /** Appends in a transaction of its own. */
  async record(entry: AppendedEntry): Promise<AuditRow> {
    const [row] = await this.#knex.transaction(async transaction => {
      const head = await this.lockHead(transaction);
      const at = await readDatabaseClock(transaction);
      return await this.append(transaction, head, at, [entry]);
    });
    return row;
  }

  /** By the database's clock, in milliseconds since 1970. */
  async now(): Promise<number> {
    return await readDatabaseClock(this.#knex);
  }

  /** The end of the trail, unless it is gone. */
  async head(): Promise<AuditHead | undefined> {
    return await readHead(this.#knex(HEAD));
  }

  /** The first row that is still there. */
  async firstSequence(): Promise<number | undefined> {
    const row = await this.#knex<StoredRow>(ROWS)
      .orderBy('sequence')
      .first('sequence');
    return row && Number(row.sequence);
  }

  /** The rows after one, and the end of the trail as of the very same moment. */
  async rest(
    after: number,
  ): Promise<{ rows: AuditRow[]; head: AuditHead | undefined }> {
    return await this.#knex.transaction(async transaction => {
      const head = await readHead(transaction(HEAD).forUpdate());
      const rows = await transaction<StoredRow>(ROWS)
        .where('sequence', '>', after)
        .orderBy('sequence');
      return { head, rows: rows.map(rowOf) };
    });
  }

  /** Rows in their order, some at a time, so that a long trail takes no more memory than a short one. */
  async *rows(query: AuditRowQuery = {}): AsyncGenerator<AuditRow> {
    const { operationId, upTo } = query;
    let after = query.after ?? 0;
    for (;;) {
      const batch = await this.#knex<StoredRow>(ROWS)
        .where('sequence', '>', after)
        .modify(builder => {
          if (operationId !== undefined) {
            builder.where({ operation_id: operationId });
          }
          if (upTo !== undefined) {
            builder.where('sequence', '<=', upTo);
          }
        })
        .orderBy('sequence')
        .limit(BATCH);
      for (const row of batch) {
        yield rowOf(row);
      }
      if (batch.length < BATCH) {
        return;
      }
      // SQLite answers without ever letting go of the event loop: others have to get their turn.
      await setImmediate();
      after = Number(batch[batch.length - 1].sequence);
    }
  }

  /** The oldest first. */
  async anchors(): Promise<AuditAnchor[]> {
    const rows = await this.#knex<StoredAnchor>(ANCHORS).orderBy('sequence');
    return rows.map(anchorOf);
  }

  async lastAnchor(): Promise<AuditAnchor | undefined> {
    const row = await this.#knex<StoredAnchor>(ANCHORS)
      .orderBy('sequence', 'desc')
      .first();
    return row && anchorOf(row);
  }

  /** Keeps an anchor, unless another process keeps one of the same row. */
  async addAnchor(anchor: AuditAnchor): Promise<void> {
    await this.#knex<StoredAnchor>(ANCHORS)
      .insert({
        sequence: anchor.sequence,
        hash: anchor.hash,
        at: anchor.at,
        key_id: anchor.keyId ?? null,
        hmac: anchor.hmac ?? null,
      })
      .onConflict('sequence')
      .ignore();
  }

  /**
   * Forgets the rows up to an anchor, which is kept: its hash is what the rest of the trail follows upon.
   *
   * @returns how many rows there were
   */
  async cut(anchor: AuditAnchor): Promise<number> {
    const { sequence } = anchor;
    return await this.#knex.transaction(async transaction => {
      await transaction(ANCHORS).where('sequence', '<', sequence).delete();
      return Number(
        await transaction(ROWS).where('sequence', '<=', sequence).delete(),
      );
    });
  }
}

async function readHead(
  query: Knex.QueryBuilder<{ id: number; sequence: number; hash: string }>,
): Promise<AuditHead | undefined> {
  const row = await query.where({ id: 1 }).first();
  return row && { sequence: Number(row.sequence), hash: row.hash };
}

function storedRowOf(row: AuditRow): StoredRow {
  return {
    sequence: row.sequence,
    at: row.at,
    operation_id: row.operationId,
    event: row.event,
    actor: canonicalJson(row.actor),
    facts: canonicalJson(row.facts),
    hash: row.hash,
    previous_hash: row.previousHash,
  };
}

function rowOf(row: StoredRow): AuditRow {
  return {
    sequence: Number(row.sequence),
    at: row.at,
    operationId: row.operation_id,
    event: row.event,
    actor: (parsed(row.actor) as Actor) ?? {
      type: 'automation',
      subject: row.actor,
    },
    facts: parsed(row.facts) ?? { unreadable: row.facts },
    hash: row.hash,
    previousHash: row.previous_hash,
  };
}

/** Undefined for a text that we would not have written so: it was changed, and then the hash does not fit, either. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text);
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function anchorOf(row: StoredAnchor): AuditAnchor {
  return {
    sequence: Number(row.sequence),
    hash: row.hash,
    at: row.at,
    keyId: row.key_id ?? undefined,
    hmac: row.hmac ?? undefined,
  };
}
