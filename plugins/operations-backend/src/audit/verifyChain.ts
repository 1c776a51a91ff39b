import type { AuditRow } from '@groundcrew/plugin-operations-common';
import type { AuditAnchor } from './AuditAnchor';
import { EMPTY_TRAIL, hashOf, type AuditHead } from './chainRow';

/** The event of the row that says that retention is about to cut the trail up to `upToSequence`. */
export const TRAIL_CUT = 'trail-cut';

const MAX_FAULTS = 100;

/** An anchor, and whether it was out of reach of whoever can write to the database: by its place, or by its signature. */
export interface KnownAnchor extends AuditAnchor {
  vouches: boolean;
}

/** What an audit trail is verified against. */
export interface ChainEvidence {
  /** Where the database says that it ends. */
  head: AuditHead;
  anchors: KnownAnchor[];
}

/** What is wrong, and where. */
export interface ChainFault {
  sequence: number;
  message: string;
}

/** What was found. */
export interface ChainVerification {
  rows: number;
  /** From the first place on, the first 100 at the most. */
  faults: ChainFault[];
  /** The last row. */
  end: number;
  /** The last row that an anchor which vouches agrees with. */
  vouchedUpTo: number;
}

/**
 * Whether rows are the ones that were written: each follows upon the one before, the first upon nothing or upon an anchor
 * that the trail was cut at, the last is where the trail is said to end, and every anchor agrees. Pure, and row by row.
 */
export async function verifyChain(
  rows: AsyncIterable<AuditRow> | Iterable<AuditRow>,
  evidence: ChainEvidence,
): Promise<ChainVerification> {
  const { anchors, head } = evidence;
  const anchorsOf = Map.groupBy(anchors, ({ sequence }) => sequence);
  const cuts = new Map<number, number>();
  const faults: ChainFault[] = [];
  const fault = (sequence: number, message: string) => {
    faults.push({ sequence, message });
  };
  let count = 0;
  let vouchedUpTo = 0;
  let first: AuditRow | undefined;
  let previous = EMPTY_TRAIL;

  for await (const row of rows) {
    count += 1;
    if (!first) {
      first = row;
      previous =
        row.sequence > 1
          ? { sequence: row.sequence - 1, hash: row.previousHash }
          : EMPTY_TRAIL;
    }
    if (row.sequence !== previous.sequence + 1) {
      fault(
        previous.sequence + 1,
        `Row ${row.sequence} comes after row ${previous.sequence}`,
      );
    } else if (row.previousHash !== previous.hash) {
      fault(row.sequence, 'It does not follow upon the row before it');
    }
    if (hashOf(row) !== row.hash) {
      fault(row.sequence, 'It is not what it was when it was written');
    }
    for (const anchor of anchorsOf.get(row.sequence) ?? []) {
      if (anchor.hash !== row.hash) {
        fault(
          row.sequence,
          `It is not the row that was anchored at ${anchor.at}`,
        );
      } else if (anchor.vouches) {
        vouchedUpTo = row.sequence;
      }
    }
    if (row.event === TRAIL_CUT) {
      cuts.set(Number(row.facts.upToSequence), row.sequence);
    }
    previous = row;
  }

  const end = previous;
  if (first && first.sequence > 1) {
    faults.unshift(...faultsOfStart(first));
  }
  const lost = anchors
    .filter(({ sequence }) => sequence > end.sequence)
    .sort((one, other) => one.sequence - other.sequence);
  if (lost.length > 0) {
    fault(
      end.sequence + 1,
      `The trail ends here, but row ${lost[0].sequence} was anchored at ${lost[0].at}`,
    );
  }
  if (end.sequence !== head.sequence || end.hash !== head.hash) {
    fault(
      end.sequence + 1,
      `The trail ends here, but should end with row ${head.sequence}, and its hash with it`,
    );
  }
  return {
    rows: count,
    faults: faults.slice(0, MAX_FAULTS),
    end: end.sequence,
    vouchedUpTo,
  };

  function faultsOfStart(row: AuditRow): ChainFault[] {
    const sequence = row.sequence - 1;
    const gone = sequence > 1 ? `Rows 1 to ${sequence} are` : 'Row 1 is';
    const cutBy = cuts.get(sequence);
    // Said before it was done, and anchored in between: a row that was added at the end later does not do.
    const isVouchedFor =
      cutBy !== undefined &&
      (cutBy <= vouchedUpTo || !anchors.some(({ vouches }) => vouches));
    if (!isVouchedFor) {
      return [
        { sequence: 1, message: `${gone} gone, and not by our retention` },
      ];
    }
    const startsAt = anchorsOf.get(sequence) ?? [];
    if (startsAt.length === 0) {
      return [
        { sequence, message: `${gone} gone, and the anchor of the last, too` },
      ];
    }
    return startsAt.every(({ hash }) => hash === row.previousHash)
      ? []
      : [
          {
            sequence: row.sequence,
            message: 'It does not follow upon the anchor that was cut at',
          },
        ];
  }
}
