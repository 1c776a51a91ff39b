import { databaseNow } from '@groundcrew/controller';
import type { Knex } from 'knex';
import { OPERATIONS_TABLE } from './operationRow';
import type { Claim } from './OperationStore';

/**
 * A claim that was taken later than now comes from before the clock was set back. Whoever took it may be long gone, and
 * its end hours away. Less than this is a clock being trimmed.
 */
const SET_BACK_MS = 60_000;

interface ClaimRow {
  id: string;
  claimed_by: string | null;
  claimed_at: number | null;
  claim_expires_at: number | null;
  // PostgreSQL gives a bigint as text.
  claim_fencing: number | string;
}

/** Who works on which operation, by the database's clock: columns of the table of operations. */
export class ClaimColumns {
  readonly #knex: Knex;
  readonly #holder: string;

  constructor(knex: Knex, holder: string) {
    this.#knex = knex;
    this.#holder = holder;
  }

  async take(id: string, forMs: number): Promise<Claim | undefined> {
    const now = databaseNow(this.#knex);
    const [taken] = await this.#knex<ClaimRow>(OPERATIONS_TABLE)
      .where({ id })
      .andWhere(free =>
        free
          .where({ claimed_by: this.#holder })
          .orWhereNull('claim_expires_at')
          .orWhere('claim_expires_at', '<=', now)
          .orWhere('claimed_at', '>', this.#later(SET_BACK_MS)),
      )
      .update({
        // Whoever held it to the end goes on with the same number; anybody else gets a new one.
        claim_fencing: this.#knex.raw(
          'case when claimed_by = ? and claim_expires_at > ? then claim_fencing else claim_fencing + 1 end',
          [this.#holder, now],
        ) as never,
        claimed_by: this.#holder,
        claimed_at: now as never,
        claim_expires_at: this.#later(forMs) as never,
      })
      .returning('claim_fencing');
    return taken && { operationId: id, fencing: Number(taken.claim_fencing) };
  }

  async giveBack(claim: Claim): Promise<void> {
    await this.#held(this.#knex, claim).update({ claim_expires_at: 0 });
  }

  /** Ends all claims of others. */
  async endOthers(): Promise<void> {
    await this.#knex<ClaimRow>(OPERATIONS_TABLE)
      .whereNot({ claimed_by: this.#holder })
      .andWhere('claim_expires_at', '>', 0)
      .update({ claim_expires_at: 0 });
  }

  /** Whether a claim is good now, and stays so for as long as the transaction has the row locked. */
  async isHeld(transaction: Knex.Transaction, claim: Claim): Promise<boolean> {
    const row = await this.#held(transaction, claim)
      .andWhere('claim_expires_at', '>', databaseNow(transaction))
      .first('id');
    return row !== undefined;
  }

  #held(knex: Knex, claim: Claim) {
    return knex<ClaimRow>(OPERATIONS_TABLE).where({
      id: claim.operationId,
      claimed_by: this.#holder,
      claim_fencing: claim.fencing,
    });
  }

  #later(milliseconds: number): Knex.Raw {
    return this.#knex.raw('? + ?', [databaseNow(this.#knex), milliseconds]);
  }
}
