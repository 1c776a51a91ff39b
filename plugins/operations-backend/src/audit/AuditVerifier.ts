import type {
  AuditRow,
  AuditVerification,
} from '@groundcrew/plugin-operations-common';
import type { AnchorFile } from './AnchorFile';
import type { AnchorSigner } from './AnchorSigner';
import type { AuditAnchorer } from './AuditAnchorer';
import { blindSpotOf } from './blindSpotOf';
import type { AuditHead } from './chainRow';
import type { DatabaseAuditTrail } from './DatabaseAuditTrail';
import { knownAnchors } from './knownAnchors';
import { verifyChain } from './verifyChain';

const MAX_FAULTS = 100;

/** Options of {@link AuditVerifier.create}. */
export interface AuditVerifierOptions {
  trail: DatabaseAuditTrail;
  signer: AnchorSigner;
  anchorer: Pick<AuditAnchorer, 'last'>;
  file?: AnchorFile;
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

  /** Reads the whole trail: 100,000 rows take some seconds. */
  async verify(): Promise<AuditVerification> {
    const verification = await this.#verify();
    // Retention may have cut the trail while it was read.
    return verification.whole ? verification : await this.#verify();
  }

  async #verify(): Promise<AuditVerification> {
    const { anchorer, file, signer, trail } = this.#options;
    // Before the rows: what is anchored meanwhile may be of rows that are not read.
    const { anchors: kept, unreadable } = (await file?.read()) ?? {
      anchors: [],
      unreadable: 0,
    };
    const remembered = anchorer.last ? [anchorer.last] : [];
    const { anchors, faults } = knownAnchors({
      outside: [...kept, ...remembered],
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
        hasFile: file !== undefined,
        canSign: signer.canSign,
        unreadable,
      }),
      verifiedAt: new Date(await trail.now()).toISOString(),
    };
  }
}
