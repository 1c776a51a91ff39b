import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AnchorSigner } from './AnchorSigner';
import type { AuditAnchorer } from './AuditAnchorer';
import type { AuditVerifier } from './AuditVerifier';
import type { DatabaseAuditTrail } from './DatabaseAuditTrail';
import { TRAIL_CUT } from './verifyChain';

/** Options of {@link AuditRetention.create}. */
export interface AuditRetentionOptions {
  /** How long rows are kept, in milliseconds. */
  keepForMs: number;
  trail: DatabaseAuditTrail;
  signer: AnchorSigner;
  anchorer: AuditAnchorer;
  verifier: AuditVerifier;
  logger: LoggerService;
}

/**
 * Forgets old rows of the audit trail, up to an anchor: its hash is what the rest follows upon.
 *
 * @remarks
 *
 * That a trail begins late is otherwise a sign of tampering. So a row of the trail says what is going to be cut, and it is
 * anchored, before anything is.
 */
export class AuditRetention {
  readonly #options: AuditRetentionOptions;

  private constructor(options: AuditRetentionOptions) {
    this.#options = options;
  }

  static create(options: AuditRetentionOptions): AuditRetention {
    return new AuditRetention(options);
  }

  /** @returns how many rows were forgotten */
  async cut(): Promise<number> {
    const { anchorer, keepForMs, logger, signer, trail, verifier } =
      this.#options;
    const start = await trail.firstSequence();
    const until = new Date((await trail.now()) - keepForMs).toISOString();
    const anchor = (await trail.anchors()).findLast(
      candidate =>
        candidate.at <= until &&
        signer.verify(candidate) === (signer.canSign ? 'genuine' : 'unsigned'),
    );
    if (!anchor || start === undefined || anchor.sequence < start) {
      return 0;
    }
    const { faults, whole } = await verifier.verify({
      everyKeeper: true,
    });
    if (!whole) {
      // What is wrong may be in the rows that would be gone.
      logger.error(
        `The audit trail is not whole from row ${faults[0].sequence} on: ${faults[0].message}. Nothing of it is cut`,
      );
      return 0;
    }
    await trail.record({
      operationId: '',
      event: TRAIL_CUT,
      actor: { type: 'automation', subject: 'plugin:groundcrew-operations' },
      facts: { upToSequence: anchor.sequence, hash: anchor.hash },
    });
    await anchorer.anchor();
    return await trail.cut(anchor);
  }
}
