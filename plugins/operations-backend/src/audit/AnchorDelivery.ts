import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, isError } from '@backstage/errors';
import type { AnchorKeeper } from './AnchorKeeper';
import type { AuditAnchor } from './AuditAnchor';

const MAX_WAITING = 100;

/** Brings anchors to a keeper, in their order. What it does not take now waits for the next time. */
export class AnchorDelivery {
  readonly #keeper: AnchorKeeper;
  readonly #logger: LoggerService;
  readonly #waiting: AuditAnchor[] = [];
  /** Kinds of trouble that have been logged since it last went well. */
  readonly #troubles = new Set<string>();

  private constructor(keeper: AnchorKeeper, logger: LoggerService) {
    this.#keeper = keeper;
    this.#logger = logger;
  }

  static create(options: {
    keeper: AnchorKeeper;
    logger: LoggerService;
  }): AnchorDelivery {
    return new AnchorDelivery(options.keeper, options.logger);
  }

  /** Logs when the keeper cannot do its work. Never rejects. */
  async check(): Promise<void> {
    try {
      await this.#keeper.check?.();
    } catch (error) {
      this.#logOnce(error);
    }
  }

  /** Takes an anchor over. It is brought by the next {@link AnchorDelivery.deliver}. */
  add(anchor: AuditAnchor): void {
    const last = this.#waiting.at(-1);
    if (last?.sequence === anchor.sequence && last.hash === anchor.hash) {
      return;
    }
    // When there is no room the newest replaces the one before: it vouches for the same rows and more, and the oldest are
    // what tells best where a trail was changed meanwhile.
    this.#waiting.splice(MAX_WAITING - 1);
    this.#waiting.push(anchor);
  }

  /**
   * Brings what waits. Never rejects: trouble is logged when it begins, and when it is over.
   *
   * @returns whether the keeper has all of it, and nothing else of the same rows
   */
  async deliver(): Promise<boolean> {
    let isAgreed = true;
    while (this.#waiting.length > 0) {
      try {
        await this.#keeper.append(this.#waiting[0]);
        this.#logRecovery();
      } catch (error) {
        this.#logOnce(error);
        if (!(error instanceof ConflictError)) {
          return false;
        }
        // It would be in conflict for ever. Verification tells which of the two fits the row.
        isAgreed = false;
      }
      this.#waiting.shift();
    }
    return isAgreed;
  }

  #logRecovery(): void {
    if (this.#troubles.size > 0) {
      this.#troubles.clear();
      this.#logger.info(
        `Anchors of the audit trail are kept in ${this.#keeper.name} again`,
      );
    }
  }

  /** Every minute would hide everything else in the log. */
  #logOnce(error: unknown): void {
    const kind = isError(error) ? error.name : 'unknown';
    if (!this.#troubles.has(kind)) {
      this.#troubles.add(kind);
      this.#logger.error(
        error instanceof ConflictError
          ? `The audit trail may have been changed: ${error.message}. 'Verify audit trail' says where`
          : `Anchors of the audit trail are not kept in ${
              this.#keeper.name
            }: they stay in the database, and are tried again every minute: ${error}`,
      );
    }
  }
}
