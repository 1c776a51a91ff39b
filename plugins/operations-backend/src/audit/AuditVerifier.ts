import { ForwardedError } from '@backstage/errors';
import type {
  AuditRow,
  AuditVerification,
} from '@groundcrew/plugin-operations-common';
import type { AnchorKeeper } from './AnchorKeeper';
import type { AnchorSigner } from './AnchorSigner';
import type { AuditAnchorer } from './AuditAnchorer';
import { blindSpotOf } from './blindSpotOf';
import type { AuditHead } from './chainRow';
import type { DatabaseAuditTrail } from './DatabaseAuditTrail';
import { readKeepers } from './readKeepers';
import { knownAnchors } from './knownAnchors';
import { verifyChain } from './verifyChain';

const MAX_FAULTS = 100;

/** Options of {@link AuditVerifier.create}. */
export interface AuditVerifierOptions {
  trail: DatabaseAuditTrail;
  signer: AnchorSigner;
  anchorer: Pick<AuditAnchorer, 'last'>;
  /** Default: none. */
  keepers?: AnchorKeeper[];
}

/** Says whether the audit trail is as it was written, and what could have escaped it. */
export class AuditVerifier {
  readonly #options: AuditVerifierOptions;

  private constructor(options: AuditVerifierOptions) {
    this.#options = options;
  }

  static create(options: AuditVerifierOptions): AuditVerifier {
    return new AuditVerifier(options);
  }

  /**
   * Reads the whole trail: 100,000 rows take some seconds. A keeper that cannot be read is a blind spot.
   *
   * @param options - with `everyKeeper` it rejects when one of them cannot be read
   */
  async verify(
    options: { everyKeeper?: boolean } = {},
  ): Promise<AuditVerification> {
    const verification = await this.#verify(options);
    // Retention may have cut the trail while it was read.
    return verification.whole ? verification : await this.#verify(options);
  }

  async #verify(options: {
    everyKeeper?: boolean;
  }): Promise<AuditVerification> {
    const { anchorer, keepers = [], signer, trail } = this.#options;
    // Before the rows: what is anchored meanwhile may be of rows that are not read.
    const readings = await readKeepers(keepers, {
      // The first row follows upon the one before.
      from: Math.max(1, ((await trail.firstSequence()) ?? 1) - 1),
    });
    const unread = readings.find(({ error }) => error !== undefined);
    if (options.everyKeeper && unread) {
      throw new ForwardedError(
        `The anchors in ${unread.name} cannot be read`,
        unread.error,
      );
    }
    const remembered = anchorer.last ? [anchorer.last] : [];
    const { anchors, faults } = knownAnchors({
      outside: [
        ...readings.flatMap(reading => reading.anchors ?? []),
        ...remembered,
      ],
      inside: await trail.anchors(),
      signer,
    });

    let head: AuditHead | undefined;
    async function* rows(): AsyncGenerator<AuditRow> {
      let last = 0;
      for await (const row of trail.rows()) {
        last = row.sequence;
        yield row;
      }
      const rest = await trail.rest(last);
      head = rest.head;
      yield* rest.rows;
    }
    const chain = await verifyChain(rows(), { anchors, head: () => head });
    const all = [...faults, ...chain.faults].sort(
      (one, other) => one.sequence - other.sequence,
    );
    return {
      whole: all.length === 0,
      rows: chain.rows,
      faults: all.slice(0, MAX_FAULTS),
      anchoredUpTo: chain.vouchedUpTo,
      blindSpot: blindSpotOf({
        end: chain.end.sequence,
        vouchedUpTo: chain.vouchedUpTo,
        canSign: signer.canSign,
        readings,
      }),
      verifiedAt: new Date(await trail.now()).toISOString(),
    };
  }
}
