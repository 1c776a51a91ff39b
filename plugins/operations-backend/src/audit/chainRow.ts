import type { AuditRow } from '@groundcrew/plugin-operations-common';
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonicalJson';

/** Where an audit trail ends. */
export interface AuditHead {
  /** Of the last row; 0 before the first. */
  sequence: number;
  hash: string;
}

/** What the first row follows upon. */
export const EMPTY_TRAIL: AuditHead = { sequence: 0, hash: '0'.repeat(64) };

/** The row that follows upon a head. Pure. */
export function chainRow(
  previous: AuditHead,
  entry: Pick<AuditRow, 'at' | 'operationId' | 'event' | 'actor' | 'facts'>,
): AuditRow {
  const { at, operationId, event, actor, facts } = entry;
  const row = {
    sequence: previous.sequence + 1,
    at,
    operationId,
    event,
    actor,
    facts,
    previousHash: previous.hash,
  };
  return { ...row, hash: hashOf(row) };
}

/** SHA-256, in hex, of the canonical JSON of a row without its hash. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { sequence, at, operationId, event, actor, facts, previousHash } = row;
  return createHash('sha256')
    .update(
      canonicalJson({
        sequence,
        at,
        operationId,
        event,
        actor,
        facts,
        previousHash,
      }),
    )
    .digest('hex');
}
