import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { AuditRow } from '@groundcrew/plugin-operations-common';
import type { AnchorFile } from './AnchorFile';
import type { AnchorSigner } from './AnchorSigner';
import type { AuditAnchor } from './AuditAnchor';
import type { DatabaseAuditTrail } from './DatabaseAuditTrail';

const EVERY_MS = 60_000;
const EVERY_ROWS = 100;

/** Options of {@link AuditAnchorer.create}. */
export interface AuditAnchorerOptions {
  trail: Pick<DatabaseAuditTrail, 'addAnchor' | 'head' | 'lastAnchor' | 'now'>;
  signer: AnchorSigner;
  auditor: AuditorService;
  logger: LoggerService;
  file?: AnchorFile;
}

/**
 * Tells other places where the audit trail ends: every minute, and every 100 rows, when there are new ones.
 */
export class AuditAnchorer {
  readonly #options: AuditAnchorerOptions;
  #timer: NodeJS.Timeout | undefined;
  #anchoring: Promise<unknown> = Promise.resolve();
  #last: AuditAnchor | undefined;

  private constructor(options: AuditAnchorerOptions) {
    this.#options = options;
  }

  static create(options: AuditAnchorerOptions): AuditAnchorer {
    return new AuditAnchorer(options);
  }

  /** The last anchor of this process. No database can change it. */
  get last(): AuditAnchor | undefined {
    return this.#last;
  }

  start(): void {
    this.#timer = setInterval(() => this.#anchorOrWarn(), EVERY_MS);
    this.#timer.unref();
    this.#anchorOrWarn();
  }

  /** Anchors once more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#anchorOrWarn();
  }

  /** Has to be told of every row that this process adds. */
  appended(rows: AuditRow[]): void {
    if (rows.some(({ sequence }) => sequence % EVERY_ROWS === 0)) {
      this.#anchorOrWarn();
    }
  }

  /**
   * Anchors the last row, unless it is.
   *
   * @returns the anchor of the last row; undefined while there are no rows. Rejects when one of the places cannot be
   * told: then it does not count as anchored.
   */
  async anchor(): Promise<AuditAnchor | undefined> {
    // One after another: two at once would tell everybody twice.
    const result = this.#anchoring.then(() => this.#anchorLastRow());
    this.#anchoring = result.catch(() => {});
    return await result;
  }

  async #anchorLastRow(): Promise<AuditAnchor | undefined> {
    const { file, signer, trail } = this.#options;
    const head = await trail.head();
    const before = await trail.lastAnchor();
    if (!head || head.sequence <= (before?.sequence ?? 0)) {
      return before;
    }
    const at = new Date(await trail.now()).toISOString();
    const anchor = signer.sign({ ...head, at });
    await file?.append(anchor);
    await this.#tellAuditor(anchor);
    this.#last = anchor;
    // Last, so that what is in the database has been told.
    await trail.addAnchor(anchor);
    return anchor;
  }

  async #tellAuditor(anchor: AuditAnchor): Promise<void> {
    const event = await this.#options.auditor.createEvent({
      eventId: 'audit-anchor',
      severityLevel: 'low',
      meta: { ...anchor },
    });
    await event.success();
  }

  async #anchorOrWarn(): Promise<void> {
    try {
      await this.anchor();
    } catch (error) {
      this.#options.logger.error(
        `The audit trail could not be anchored; the next attempt is in a minute: ${error}`,
      );
    }
  }
}
