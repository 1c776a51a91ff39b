import type { AuditRow } from '@groundcrew/plugin-operations-common';
import type { AuditAnchor } from './AuditAnchor';
import { EMPTY_TRAIL, hashOf, type AuditHead } from './chainRow';

/** The event of the row that says that retention is about to cut the trail up to `upToSequence`. */
export const TRAIL_CUT = 'trail-cut';

/** An anchor, and whether it was out of reach of whoever can write to the database: by its place, or by its signature. */
export interface KnownAnchor extends AuditAnchor {
  vouches: boolean;
}

/** What an audit trail is verified against. */
export interface ChainEvidence {
  anchors: readonly KnownAnchor[];
  /** Where the database says that the trail ends. Asked after the last row: it may grow meanwhile. */
  head(): AuditHead | undefined;
}

/** What is wrong, and where. */
export interface ChainFault {
  sequence: number;
  message: string;
}

/** What was found. */
export interface ChainVerification {
  rows: number;
  /** From the first place on. */
  faults: ChainFault[];
  /** The last row. */
  end: AuditHead;
  /** The last row that an anchor which vouches agrees with; 0 without any. */
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
  const { anchors } = evidence;
  const anchorsOf = bySequence(anchors);
  const cuts = new Map<unknown, number>();
  const faults: ChainFault[] = [];
  let count = 0;
  let vouchedUpTo = 0;
  let first: AuditRow | undefined;
  let end = EMPTY_TRAIL;

  for await (const row of rows) {
    count += 1;
    if (!first) {
      first = row;
      end = startBefore(row);
    }
    faults.push(...faultsOfRow(row, end));
    for (const anchor of anchorsOf.get(row.sequence) ?? []) {
      if (anchor.hash !== row.hash) {
        faults.push({
          sequence: row.sequence,
          message: `It is not the row that was anchored at ${anchor.at}`,
        });
      } else if (anchor.vouches) {
        vouchedUpTo = row.sequence;
      }
    }
    if (row.event === TRAIL_CUT) {
      cuts.set(row.facts.upToSequence, row.sequence);
    }
    end = { sequence: row.sequence, hash: row.hash };
  }

  if (first && first.sequence > 1) {
    const cutBy = cuts.get(first.sequence - 1);
    faults.unshift(
      ...faultsOfStart(first, {
        // Said before it was done, and anchored in between: a row that was added at the end later does not do.
        isCutByUs:
          cutBy !== undefined &&
          (cutBy <= vouchedUpTo || !anchors.some(({ vouches }) => vouches)),
        anchors: anchorsOf.get(first.sequence - 1) ?? [],
      }),
    );
  }
  faults.push(...faultsOfEnd(end, anchors, evidence.head()));
  return { rows: count, faults, end, vouchedUpTo };
}

function bySequence(
  anchors: readonly KnownAnchor[],
): Map<number, KnownAnchor[]> {
  const all = new Map<number, KnownAnchor[]>();
  for (const anchor of anchors) {
    all.set(anchor.sequence, [...(all.get(anchor.sequence) ?? []), anchor]);
  }
  return all;
}

function startBefore(first: AuditRow): AuditHead {
  return first.sequence > 1
    ? { sequence: first.sequence - 1, hash: first.previousHash }
    : EMPTY_TRAIL;
}

function faultsOfRow(row: AuditRow, previous: AuditHead): ChainFault[] {
  const { sequence } = row;
  const faults: ChainFault[] = [];
  if (sequence !== previous.sequence + 1) {
    faults.push({
      sequence: previous.sequence + 1,
      message: `Row ${sequence} comes after row ${previous.sequence}`,
    });
  } else if (row.previousHash !== previous.hash) {
    faults.push({
      sequence,
      message: 'It does not follow upon the row before it',
    });
  }
  if (hashOf(row) !== row.hash) {
    faults.push({
      sequence,
      message: 'It is not what it was when it was written',
    });
  }
  return faults;
}

function faultsOfStart(
  first: AuditRow,
  options: { isCutByUs: boolean; anchors: KnownAnchor[] },
): ChainFault[] {
  const last = first.sequence - 1;
  const gone = last > 1 ? `Rows 1 to ${last} are gone` : 'Row 1 is gone';
  if (!options.isCutByUs) {
    return [{ sequence: 1, message: `${gone}, and not by our retention` }];
  }
  if (options.anchors.length === 0) {
    return [{ sequence: 1, message: `${gone}, and the anchor that was kept` }];
  }
  return options.anchors
    .filter(({ hash }) => hash !== first.previousHash)
    .map(({ at }) => ({
      sequence: first.sequence,
      message: `It does not follow upon the row that was anchored at ${at}`,
    }));
}

function faultsOfEnd(
  end: AuditHead,
  anchors: readonly KnownAnchor[],
  head: AuditHead | undefined,
): ChainFault[] {
  const sequence = end.sequence + 1;
  const faults: ChainFault[] = [];
  const lost = anchors.filter(anchor => anchor.sequence > end.sequence);
  if (lost.length > 0) {
    const last = lost.reduce((one, other) =>
      one.sequence > other.sequence ? one : other,
    );
    faults.push({
      sequence,
      message: `It is gone: row ${last.sequence} was anchored at ${last.at}`,
    });
  }
  if (!head) {
    faults.push({ sequence, message: 'The head of the trail is gone' });
  } else if (head.sequence !== end.sequence || head.hash !== end.hash) {
    faults.push({
      sequence,
      message: `The trail does not end as its head says, with row ${head.sequence}`,
    });
  }
  return faults;
}
