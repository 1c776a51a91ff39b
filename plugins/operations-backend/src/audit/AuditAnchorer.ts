import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { AuditRow } from '@groundcrew/plugin-operations-common';
import { AnchorDelivery } from './AnchorDelivery';
import type { AnchorKeeper } from './AnchorKeeper';
import type { AnchorSigner } from './AnchorSigner';
import type { AuditAnchor } from './AuditAnchor';
import type { AuditHead } from './chainRow';
import type { DatabaseAuditTrail } from './DatabaseAuditTrail';

const EVERY_MS = 60_000;
const EVERY_ROWS = 100;

/** Options of {@link AuditAnchorer.create}. */
export interface AuditAnchorerOptions {
  trail: Pick<DatabaseAuditTrail, 'addAnchor' | 'head' | 'lastAnchor' | 'now'>;
  signer: AnchorSigner;
  auditor: AuditorService;
  logger: LoggerService;
  /** Default: none but the auditor. */
  keepers?: AnchorKeeper[];
}

interface Anchoring {
  /** Of the last row. */
  anchor: AuditAnchor | undefined;
  /** Whether every keeper has everything. */
  areKeepersTold: boolean;
}

/**
 * Tells other places where the audit trail ends: every minute, and every 100 rows, when there are new ones.
 */
export class AuditAnchorer {
  readonly #options: AuditAnchorerOptions;
  readonly #deliveries: AnchorDelivery[];
  #timer: NodeJS.Timeout | undefined;
  #anchoring: Promise<unknown> = Promise.resolve();
  #last: AuditAnchor | undefined;
  #haveKeepersBeenTold = false;

  private constructor(options: AuditAnchorerOptions) {
    this.#options = options;
    this.#deliveries = (options.keepers ?? []).map(keeper =>
      AnchorDelivery.create({ keeper, logger: options.logger }),
    );
  }

  static create(options: AuditAnchorerOptions): AuditAnchorer {
    return new AuditAnchorer(options);
  }

  /** The last anchor of this process. No database can change it. */
  get last(): AuditAnchor | undefined {
    return this.#last;
  }

  /** Does not wait for keepers: one that is down must not keep the backend from starting. */
  start(): void {
    this.#timer = setInterval(() => this.#anchorOrWarn(), EVERY_MS);
    this.#timer.unref();
    this.#deliveries.forEach(delivery => delivery.check());
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
   * @returns the anchor of the last row; undefined while there are no rows. Rejects when the auditor or the database
   * cannot be told: then it does not count as anchored. Rejects with a `ServiceUnavailableError` when a keeper cannot be:
   * what it lacks is brought to it by the next call.
   */
  async anchor(): Promise<AuditAnchor | undefined> {
    const { anchor, areKeepersTold } = await this.#anchorInTurn();
    if (!areKeepersTold) {
      throw new ServiceUnavailableError(
        'Not every place that keeps anchors has the last one',
      );
    }
    return anchor;
  }

  async #anchorInTurn(): Promise<Anchoring> {
    // One after another: two at once would tell everybody twice.
    const result = this.#anchoring.then(() => this.#anchorLastRow());
    this.#anchoring = result.catch(() => {});
    return await result;
  }

  async #anchorLastRow(): Promise<Anchoring> {
    const { trail } = this.#options;
    const head = await trail.head();
    const before = await trail.lastAnchor();
    if (head && head.sequence > (before?.sequence ?? 0)) {
      const anchor = await this.#sign(head);
      const areKeepersTold = await this.#tellKeepers(anchor);
      await this.#tellAuditor(anchor);
      this.#last = anchor;
      // Last, so that what is in the database has been told.
      await trail.addAnchor(anchor);
      return { anchor, areKeepersTold };
    }
    // An earlier process may have been stopped before its keepers took the last one.
    const mayBeMissed =
      head !== undefined &&
      head.sequence === before?.sequence &&
      !this.#haveKeepersBeenTold;
    return {
      anchor: before,
      areKeepersTold: await this.#tellKeepers(
        mayBeMissed ? await this.#sign(head) : undefined,
      ),
    };
  }

  async #sign(head: AuditHead): Promise<AuditAnchor> {
    const { signer, trail } = this.#options;
    const at = new Date(await trail.now()).toISOString();
    return signer.sign({ ...head, at });
  }

  /** @returns whether each of them has everything */
  async #tellKeepers(anchor?: AuditAnchor): Promise<boolean> {
    const outcomes = await Promise.all(
      this.#deliveries.map(async delivery => {
        if (anchor) {
          delivery.add(anchor);
        }
        return await delivery.deliver();
      }),
    );
    this.#haveKeepersBeenTold ||= anchor !== undefined;
    return outcomes.every(Boolean);
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
      // What is wrong with a keeper is logged once, not here.
      await this.#anchorInTurn();
    } catch (error) {
      this.#options.logger.error(
        `The audit trail could not be anchored; the next attempt is in a minute: ${error}`,
      );
    }
  }
}
